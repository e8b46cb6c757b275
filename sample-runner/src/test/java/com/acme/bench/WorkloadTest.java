package com.acme.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.bench.Choices.Choice;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private static final int LIMIT = Workload.INITIAL + 10;

  @Test
  void createsBeyondTheLimitTakeThePlaceOfOlderDocuments() throws Exception {
    try (Database database = Database.open(Optional.empty())) {
      Connection connection = database.connect();
      DocumentStore store = new DocumentStore(connection);
      Workload workload =
          new Workload(
              store,
              store,
              new Housekeeping(connection),
              new Documents(0, LIMIT, new SplittableRandom(1)),
              Stalls.NONE,
              0);
      workload.load();
      for (int i = 0; i < 100; i++) {
        Step step = workload.prepare(new Choice(OperationType.CREATE, Fault.NONE));
        workload.call(step, 0);
        workload.succeeded(step);
      }

      assertThat(rows(connection)).isEqualTo(LIMIT);
    }
  }

  private static int rows(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from bench_document")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
