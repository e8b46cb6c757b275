package com.acme.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Writes that prepare the benchmark and are no part of it, which is why they do not go through
 * {@link DocumentStore}. One thread.
 */
final class Housekeeping {
  private final PreparedStatement insert;
  private final PreparedStatement delete;

  Housekeeping(Connection connection) throws SQLException {
    insert = connection.prepareStatement("insert into bench_document values (?, ?, ?)");
    delete = connection.prepareStatement("delete from bench_document where id = ?");
  }

  void insert(Document document) throws SQLException {
    insert.setLong(1, document.id());
    insert.setInt(2, document.version());
    insert.setString(3, document.body());
    insert.executeUpdate();
  }

  void delete(long id) throws SQLException {
    delete.setLong(1, id);
    delete.executeUpdate();
  }
}
