package com.acme.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentStoreTest {
  private Database database;
  private DocumentStore store;

  @BeforeEach
  void open() throws SQLException {
    database = Database.open(Optional.empty());
    store = new DocumentStore(database.connect(ContestedRows.LOCK_TIMEOUT));
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void updateReplacesTheBodyAndRaisesTheVersion() throws Exception {
    store.create(new Document(1, 1, "old"));

    assertThat(store.update(new Document(1, 1, "new"))).isTrue();
    assertThat(store.read(1)).contains(new Document(1, 2, "new"));
  }

  @Test
  void missingDocumentIsANormalResult() throws Exception {
    assertThat(store.read(1)).isEmpty();
    assertThat(store.update(new Document(1, 1, "new"))).isFalse();
    assertThat(store.delete(1)).isFalse();
  }

  @Test
  void deletedDocumentIsGone() throws Exception {
    store.create(new Document(1, 1, "old"));

    assertThat(store.delete(1)).isTrue();
    assertThat(store.read(1)).isEmpty();
  }

  @Test
  void updateFromAnOldVersionIsAConflict() throws Exception {
    ContestedRows.prepare(database.connect());

    assertThatThrownBy(() -> store.update(ContestedRows.target(Fault.STALE_VERSION)))
        .isInstanceOf(VersionConflictException.class)
        .hasMessage("document -1 is at version 2, not 1");
  }

  @Test
  void updateOfALockedRowTimesOut() throws Exception {
    ContestedRows.prepare(database.connect());

    assertThatThrownBy(() -> store.update(ContestedRows.target(Fault.LOCKED_ROW)))
        .isInstanceOf(LockTimeoutException.class)
        .hasMessage("document -2 is locked by another connection")
        .hasCauseInstanceOf(SQLTimeoutException.class);
  }

  @Test
  void existingIdIsTheDatabasesOwnError() throws Exception {
    store.create(new Document(1, 1, "old"));

    assertThatThrownBy(() -> store.create(new Document(1, 1, "new")))
        .isInstanceOf(SQLException.class);
  }
}
