package com.acme.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Two rows that stand for what other clients of the database do: one has moved on to a later
 * version than anyone knows, the other is held by a transaction that stays open. So every conflict
 * and every timeout is a real one of the database, and yet happens exactly when it is asked for.
 */
final class ContestedRows {
  /** How long an update waits for the locked row. */
  static final Duration LOCK_TIMEOUT = Duration.ofMillis(10);

  private static final Document MOVED_ON = new Document(-1, 2, "changed by another client");
  private static final Document LOCKED = new Document(-2, 1, "held by another client");

  private ContestedRows() {}

  /** Writes both rows and locks the one until the connection is closed. */
  static void prepare(Connection connection) throws SQLException {
    Housekeeping housekeeping = new Housekeeping(connection);
    housekeeping.insert(MOVED_ON);
    housekeeping.insert(LOCKED);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("update bench_document set version = version where id = " + LOCKED.id());
    }
  }

  static Document target(Fault fault) {
    return switch (fault) {
      case STALE_VERSION -> new Document(MOVED_ON.id(), MOVED_ON.version() - 1, "too late");
      case LOCKED_ROW -> LOCKED;
      case NONE -> throw new IllegalArgumentException("no row is contested for " + fault);
    };
  }
}
