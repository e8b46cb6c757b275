package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.benchmonitor.bootstrap.CellCounts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.setup.config.OperationSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannedStartsTest extends InstrumentedJvm {
  private static final long SECOND = 1_000_000_000L;

  private static final String RUNNER =
      """
      package com.acme;
      import java.util.concurrent.*;
      public class Runner implements Runnable {
        static void primitive(String name, long planned) {}
        static int small(int planned, int other) { return planned; }
        static String object(Object planned) { return "ok"; }
        static boolean refusing(Long planned) { return false; }
        static CompletableFuture<String> stage(long planned) {
          return CompletableFuture.completedFuture("");
        }
        void callback(long planned, Runnable done) { done.run(); }
        static void flag(boolean planned) {}
        static void text(String planned) {}
        static void few() {}
        public void run() {
          long ago = System.nanoTime() - 2_000_000_000L;
          primitive("a", ago);
          primitive("b", ago);
          small(7, 8);
          object(ago);
          object(null);
          refusing(ago);
          stage(ago);
          callback(ago, () -> {});
          flag(true);
          text("");
          few();
        }
      }
      """;

  @TempDir Path directory;

  private static OperationSpec planned(String pattern, int argument) {
    return OperationSpec.of(pattern)
        .with("intended", "arg:" + argument)
        .with("intended.unit", "nanotime");
  }

  private CellCounts corrected(String operation) {
    CellCounts counts = new CellCounts(recording.reader().layout());
    int number = recording.reader().operations().number(operation);
    recording.reader().read(recording.reader().operations().corrected(number), false, counts);
    return counts;
  }

  private InstrumentationReport.Method method(int pattern) {
    return report(pattern).methods().get(0);
  }

  @Test
  void aCallIsCorrectedByItsArgument() {
    instrument(
        planned("name={0}=com.acme.Runner#primitive", 1),
        planned("com.acme.Runner#small", 0),
        planned("com.acme.Runner#object", 0),
        planned("com.acme.Runner#refusing", 0).with("ok", "return:true"),
        planned("com.acme.Runner#stage", 0),
        planned("com.acme.Runner#callback", 0).with("async", "callback:1"));

    Compiled.of(directory, RUNNER).run("com.acme.Runner");

    for (String operation : new String[] {"a", "b", "object", "stage", "callback"}) {
      assertThat(corrected(operation).total()).as(operation).isEqualTo(1);
      assertThat(corrected(operation).min()).as(operation).isBetween(2 * SECOND, 60 * SECOND);
    }
    Map<String, java.util.List<Long>> counts = counts();
    assertThat(counts.get("a")).isEqualTo(ok(1));
    assertThat(counts.get("object")).isEqualTo(ok(2));
    assertThat(counts.get("refusing")).containsExactly(0L, 1L);
    assertThat(counts.get("callback")).isEqualTo(ok(1));
    assertThat(corrected("refusing").total()).isZero();
    assertThat(corrected("small").total()).isZero();
    assertThat(method(1).unplanned()).isEqualTo(1);
    assertThat(method(2).unplanned()).isEqualTo(1);
    assertThat(method(0).unplanned()).isZero();
    assertThat(report(0).correction()).isEqualTo("intended=arg:1,intended.unit=nanotime");
  }

  @Test
  void aMethodThatCanTellNoPlannedStartIsLeftOutWithTheReason() {
    instrument(
        planned("com.acme.Runner#flag", 0),
        planned("com.acme.Runner#text", 0),
        planned("com.acme.Runner#few", 0));

    Compiled.of(directory, RUNNER).run("com.acme.Runner");

    assertThat(report(0).failed().get(0).reason())
        .isEqualTo("argument 0 is a boolean, and a planned start must be a number");
    assertThat(report(1).failed().get(0).reason())
        .isEqualTo("argument 0 is a java.lang.String, and a planned start must be a number");
    assertThat(report(2).failed().get(0).reason())
        .isEqualTo("it has no argument 0 for a planned start");
    assertThat(counts()).isEmpty();
  }
}
