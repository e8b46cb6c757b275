package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.setup.config.OperationSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that refer to types which are not there, as optional dependencies are. */
class AbsentTypesTest extends InstrumentedJvm {
  private static final String SOURCE =
      """
      package com.acme;
      interface Returned {}
      class Above {}
      class Below extends Above {}
      interface Taken {}
      class Thrown extends Exception {}
      @interface Mark {}
      class Around { static class Within extends RuntimeException {} }
      class Client {
        int n;
        int send() { return ++n; }
        Returned returned() { return null; }
        Below below() { return null; }
        Taken[] array() { return null; }
        Taken taken(Taken taken, Taken[] more) { return taken; }
        void declared() throws Thrown {}
        @Mark int marked() { return 2; }
        int body(boolean make) { return make ? new Around.Within().hashCode() : 3; }
        void call(Taken back) {}
        void call(Runnable back) { back.run(); }
      }
      public class Program implements Runnable {
        public void run() {
          Client client = new Client();
          for (int i = 0; i < 10; i++) {
            client.send();
            client.returned();
            client.below();
            client.array();
            client.taken(null, null);
            client.marked();
            client.body(false);
            client.call((Runnable) () -> {});
          }
        }
      }
      """;

  @TempDir Path directory;

  private Compiled program() {
    return Compiled.of(directory, SOURCE)
        .without(
            "com.acme.Returned",
            "com.acme.Above",
            "com.acme.Taken",
            "com.acme.Thrown",
            "com.acme.Mark",
            "com.acme.Around",
            "com.acme.Around$Within");
  }

  @Test
  void noMethodIsLeftOutThatCanBeInstrumentedWithoutThem() {
    instrument("com.acme.Client#*");
    program().run("com.acme.Program");
    assertThat(counts())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "send", ok(10),
                "returned", ok(10),
                "below", ok(10),
                "array", ok(10),
                "taken", ok(10),
                "marked", ok(10),
                "body", ok(10),
                "call", ok(10)));
    assertThat(report(0).methods()).hasSize(10);
    assertThat(report(0).failed()).isEmpty();
    assertThat(notes("returned()")).contains("com.acme.Returned");
    assertThat(notes("below()")).contains("com.acme.Above");
    assertThat(notes("send()")).isEmpty();
  }

  private String notes(String method) {
    return report(0).methods().stream()
        .filter(one -> one.method().equals(method))
        .findFirst()
        .map(one -> String.join(", ", one.notes()))
        .orElseThrow();
  }

  @Test
  void aMethodThatNeedsOneIsLeftOutWithItsName() {
    instrument(OperationSpec.of("com.acme.Client#call").with("async", "callback:0"));
    program().run("com.acme.Program");
    assertThat(counts()).isEqualTo(Map.of("call", ok(10)));
    assertThat(report(0).failed())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.method()).isEqualTo("call(com.acme.Taken)");
              assertThat(failure.reason()).contains("com.acme.Taken", "no class file");
            });
  }

  @Test
  void anAnnotationIsFoundWithoutItsType() {
    instrument("@com.acme.Mark");
    program().run("com.acme.Program");
    assertThat(counts()).isEqualTo(Map.of("marked", ok(10)));
  }

  @Test
  void aPatternThatMatchedNothingNamesWhatIsNearAllTheSame() {
    instrument("com.acme.Client#sent");
    program().run("com.acme.Program");
    InstrumentationReport.Pattern report = report(0);
    assertThat(report.nearNames()).first().isEqualTo("com.acme.Client#send");
    assertThat(report.failed()).singleElement().asString().contains("it has no method sent");
  }
}
