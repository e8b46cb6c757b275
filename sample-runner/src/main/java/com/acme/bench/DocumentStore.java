package com.acme.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Optional;

/**
 * The operations under test: documents in one table, changed under optimistic locking.
 *
 * <p>Belongs to one connection and thus to one thread at a time. Every call is a transaction of its
 * own. A document that does not exist is a normal result; a {@link VersionConflictException}, a
 * {@link LockTimeoutException} or another {@link SQLException} is a failure.
 */
public final class DocumentStore {
  private final PreparedStatement insert;
  private final PreparedStatement select;
  private final PreparedStatement update;
  private final PreparedStatement delete;

  DocumentStore(Connection connection) throws SQLException {
    insert = connection.prepareStatement("insert into bench_document values (?, ?, ?)");
    select = connection.prepareStatement("select version, body from bench_document where id = ?");
    update =
        connection.prepareStatement(
            "update bench_document set version = version + 1, body = ? where id = ? and version = ?");
    delete = connection.prepareStatement("delete from bench_document where id = ?");
  }

  public void create(Document document) throws SQLException {
    insert.setLong(1, document.id());
    insert.setInt(2, document.version());
    insert.setString(3, document.body());
    insert.executeUpdate();
  }

  public Optional<Document> read(long id) throws SQLException {
    return find(id);
  }

  /**
   * Replaces the body of a document that is still at the given document's version.
   *
   * @return false if there is no such document
   */
  public boolean update(Document document)
      throws SQLException, VersionConflictException, LockTimeoutException {
    update.setString(1, document.body());
    update.setLong(2, document.id());
    update.setInt(3, document.version());
    if (changed(update, document.id())) {
      return true;
    }
    Optional<Document> found = find(document.id());
    if (found.isPresent()) {
      throw new VersionConflictException(document.id(), document.version(), found.get().version());
    }
    return false;
  }

  /** Returns false if there is no such document. */
  public boolean delete(long id) throws SQLException, LockTimeoutException {
    delete.setLong(1, id);
    return changed(delete, id);
  }

  // Not by way of read(): an update that looks why it failed is still one operation.
  private Optional<Document> find(long id) throws SQLException {
    select.setLong(1, id);
    try (ResultSet rows = select.executeQuery()) {
      return rows.next()
          ? Optional.of(new Document(id, rows.getInt(1), rows.getString(2)))
          : Optional.empty();
    }
  }

  private static boolean changed(PreparedStatement statement, long id)
      throws SQLException, LockTimeoutException {
    try {
      return statement.executeUpdate() > 0;
    } catch (SQLTimeoutException e) {
      throw new LockTimeoutException(id, e);
    }
  }
}
