package org.benchmonitor.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.benchmonitor.model.InstrumentationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes whose loaders show no class files, as those that make classes from bytes do. */
class LaterLookTest extends InstrumentedJvm {
  private static final String SOURCE =
      """
      package com.acme;
      interface Store { int get(); }
      abstract class Base implements Store {}
      class First extends Base { public int get() { return 1; } }
      class Second extends Base { public int get() { return 2; } }
      public class One implements Runnable {
        public void run() { new First().get(); }
        public static class Two implements Runnable { public void run() { new Second().get(); } }
      }
      """;

  @TempDir Path directory;

  @Test
  void whatIsLoadedIsKnownByWhatItReallyExtends() {
    instrument("com.acme.Store+#get", "com.acme.None+#get");
    Compiled program = Compiled.of(directory, SOURCE).showing(false);
    program.run("com.acme.One");
    assertThat(counts()).isEmpty();
    Applied applied = instrumenter.lookAgain();
    // At least: those of the other tests may still be loaded.
    assertThat(applied.instrumented()).isPositive();
    assertThat(report(0).methods())
        .extracting(InstrumentationReport.Method::className)
        .contains("com.acme.First");
    program.run("com.acme.One");
    assertThat(counts()).isEqualTo(Map.of("get", ok(1)));
    assertThat(report(1).matched()).isFalse();
  }

  @Test
  void aLookThatFindsNothingNewTransformsNothing() {
    instrument("com.acme.Store+#get", "com.acme.**#get", "com.acme.First#get");
    Compiled program = Compiled.of(directory, SOURCE).showing(false);
    program.run("com.acme.One");
    instrumenter.lookAgain();
    assertThat(instrumenter.lookAgain().isNothing()).isTrue();
    program.run("com.acme.One");
    assertThat(counts()).isEqualTo(Map.of("get", ok(2)));
  }

  @Test
  void whatCouldNotBeReadIsReadTheNextTime() {
    instrument("com.acme.Store+#get");
    Compiled program = Compiled.of(directory, SOURCE).showing(false);
    program.run("com.acme.One");
    program.showing(true).run("com.acme.One$Two");
    assertThat(counts()).isEqualTo(Map.of("get", ok(1)));
  }
}
