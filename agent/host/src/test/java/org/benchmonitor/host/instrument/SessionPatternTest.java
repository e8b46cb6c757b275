package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.setup.config.OperationSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the pattern of the method that bounds a run. */
class SessionPatternTest extends InstrumentedJvm {
  private static final String SOURCE =
      """
      package com.acme;
      public class Runner implements Runnable {
        public void run() { all(); }
        void all() { one(); }
        void one() {}
      }
      """;
  private static final OperationSpec ONE = OperationSpec.of("com.acme.Runner#one");

  @TempDir Path directory;

  private void run(String session) {
    instrumentWithSession(session, ONE);
    Compiled.of(directory, SOURCE).run("com.acme.Runner");
    assertThat(counts()).isEqualTo(Map.of("one", ok(1)));
    assertThat(instrumenter.report().patterns())
        .extracting(InstrumentationReport.Pattern::pattern)
        .containsExactly("com.acme.Runner#one");
  }

  @Test
  void oneThatMatchesIsNoOperation() {
    run("com.acme.Runner#all");
    assertThat(instrumenter.unmatched()).isEmpty();
  }

  @Test
  void oneThatMatchesNothingIsSaidByItsOptionWithTheReason() {
    run("com.acme.Runner#al");
    InstrumentationReport.Pattern unmatched = instrumenter.unmatched().get(0);
    assertThat(instrumenter.unmatched()).hasSize(1);
    assertThat(unmatched.pattern()).isEqualTo("session=com.acme.Runner#al");
    assertThat(unmatched.failed())
        .extracting(InstrumentationReport.Failure::reason)
        .containsExactly("it has no method al");
    assertThat(unmatched.nearNames()).startsWith("com.acme.Runner#all");
  }

  @Test
  void oneThatCannotBeInstrumentedIsSaidWithTheReason() {
    run("com.acme.Runner#<init>");
    assertThat(instrumenter.unmatched())
        .singleElement()
        .asString()
        .contains("session=", "constructors cannot be operations");
  }
}
