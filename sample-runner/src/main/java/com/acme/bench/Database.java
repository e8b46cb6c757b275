package com.acme.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

/**
 * One H2 database, in memory or in a file, and the connections opened to it; the documents of an
 * earlier run in the same file are dropped. For one thread; the connections are closed with it.
 */
final class Database implements AutoCloseable {
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private final JdbcDataSource source = new JdbcDataSource();
  private final List<Connection> connections = new ArrayList<>();

  private Database(String place) {
    // H2's own shutdown hook would close the database under workers that still finish, its
    // automatic ANALYZE would lock the catalogue in the middle of a run, and its trace file would
    // print where it cannot be written.
    source.setURL("jdbc:h2:" + place + ";DB_CLOSE_ON_EXIT=FALSE;ANALYZE_AUTO=0;TRACE_LEVEL_FILE=0");
    source.setUser("bench");
    source.setPassword("");
  }

  static Database open(Optional<Path> file) throws SQLException {
    Database database =
        new Database(
            file.map(path -> "file:" + path.toAbsolutePath())
                .orElseGet(() -> "mem:" + UUID.randomUUID()));
    try {
      database.createTable();
    } catch (SQLException e) {
      database.close();
      throw e;
    }
    return database;
  }

  /** Opens a connection that waits for locked rows as long as no healthy run ever has to. */
  Connection connect() throws SQLException {
    return connect(PATIENT);
  }

  Connection connect(Duration lockTimeout) throws SQLException {
    Connection connection = source.getConnection();
    connections.add(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout " + lockTimeout.toMillis());
    }
    return connection;
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
  }

  private void createTable() throws SQLException {
    try (Statement statement = connect().createStatement()) {
      statement.execute("drop table if exists bench_document");
      statement.execute(
          "create table bench_document"
              + " (id bigint primary key, version int not null, body varchar(1000) not null)");
    }
  }
}
