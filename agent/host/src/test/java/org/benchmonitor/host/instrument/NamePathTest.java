package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.setup.config.OperationArguments;
import org.junit.jupiter.api.Test;

/** Operations that a path from an argument or from {@code this} names. */
class NamePathTest extends EventLoopJvm {
  @Test
  void aMethodOfAnArgumentNamesTheOperation() throws Throwable {
    watch("op={1.getLabel()}=~sample");
    call("sample", 1, make("Labelled", "home"));
    call("sample", 2, make("Labelled", "cart"));
    call("sample", 3, make("Labelled", "home"));
    assertThat(counts()).isEqualTo(Map.of("home", ok(2), "cart", ok(1)));
    assertThat(report(0).operation()).isEqualTo("{1.getLabel()}");
    assertThat(notes()).isEmpty();
  }

  @Test
  void aFieldOfTheObjectThatIsCalledNamesTheOperation() throws Throwable {
    watch("op={this.label}=" + Targets.PACKAGE + "EventLoop$Labelled#run");
    Targets.call(make("Labelled", "home"), "run");
    assertThat(counts()).isEqualTo(Map.of("home", ok(1)));
  }

  @Test
  void whatIsCalledMayItselfBeTheName() throws Throwable {
    watch("op={this}=~poll,op={0}=~logResponse");
    call("poll", "x");
    assertThat(counts()).isEqualTo(Map.of("EventLoop", ok(1)));
  }

  @Test
  void whatHasNoNameIsCountedAsThatAndSaid() throws Throwable {
    watch("op={1.getLabel()}=~sample");
    call("sample", 1, null);
    call("sample", 2, make("Labelled", null));
    call("sample", 3, make("Labelled", ""));
    call("sample", 4, make("Labelled", "home"));
    assertThat(counts()).isEqualTo(Map.of("unnamed", ok(3), "home", ok(1)));
    assertThat(notes())
        .containsExactly(
            "3 calls are counted as unnamed, because {1.getLabel()} gave no name; the first time,"
                + " it was null");
  }

  @Test
  void whatIsNotThereIsSaid() throws Throwable {
    watch("op={0.title}=~send,op={1.getTitle()}=~sample");
    call("sample", 1, make("Labelled", "home"));
    assertThat(counts()).isEqualTo(Map.of("unnamed", ok(1)));
    assertThat(report(1).methods().get(0).notes())
        .singleElement()
        .asString()
        .contains("1 calls", "Labelled has no getTitle() within reach");
  }

  @Test
  void whatThrowsIsSaid() throws Throwable {
    watch("op={1.getLabel()}=~sample");
    call("sample", 1, make("Labelled", ""));
    assertThat(notes()).singleElement().asString().contains("getLabel()", "no label");
  }

  @Test
  void thoseWithoutANameAreKeptApartFromTheOthersBeyondTheCap() throws Throwable {
    watch("op={1.getLabel()}=~sample");
    for (int i = 0; i < 100; i++) {
      call("sample", i, make("Labelled", "name-" + i));
    }
    call("sample", 1, null);
    assertThat(counts()).hasSize(66).containsEntry("other", ok(36)).containsEntry("unnamed", ok(1));
  }

  @Test
  void aCallThatReadsANameIsNoOperation() throws Throwable {
    watch("op={this.label()}=" + Targets.PACKAGE + "EventLoop$Labelled#run");
    Targets.call(make("Labelled", "home"), "run");
    Targets.call(make("Labelled", "home"), "run");
    assertThat(counts()).isEqualTo(Map.of("home", ok(2)));
  }

  @Test
  void anOperationThatEndsWithItsCallbackHasItsName() throws Throwable {
    watch("op={0.getLabel()}=~send,async=callback:1");
    Object done =
        java.lang.reflect.Proxy.newProxyInstance(
            targets.type("EventLoop").getClassLoader(),
            new Class<?>[] {targets.type("EventLoop$Done")},
            (proxy, method, arguments) -> null);
    call("send", make("Labelled", "home"), done);
    assertThat(counts()).isEqualTo(Map.of("home", ok(1)));
  }

  @Test
  void aPairHasTheNameThatItsStartReads() throws Throwable {
    watch("op={1.getLabel()}=~sample,key=arg:0,end=~handleAck,end.key=arg:0");
    call("sample", 1, make("Labelled", "home"));
    call("sample", 2, null);
    call("handleAck", 1L, false);
    call("handleAck", 2L, false);
    assertThat(counts()).isEqualTo(Map.of("home", ok(1), "unnamed", ok(1)));
    assertThat(notes()).singleElement().asString().contains("1 calls are counted as unnamed");
  }

  @Test
  void recordedDurationsHaveTheNameThatTheirCallReads() throws Throwable {
    watch(
        "op={3.getCode()}=~log,recorded=arg:2-arg:1,op={0.length()}=~take,recorded=return.length()");
    call("log", "x", 1_000L, 2_000L, make("Status", "OK"));
    call("take", "four");
    assertThat(counts()).isEqualTo(Map.of("OK", ok(1), "4", ok(1)));
  }

  @Test
  void patternsThatComeLaterHaveThemToo() throws Throwable {
    watch("op=~poll");
    instrumenter.change(
        OperationArguments.parse("op={1.getLabel()}=" + LOOP + "sample"), List.of());
    call("sample", 1, make("Labelled", "home"));
    assertThat(counts()).isEqualTo(Map.of("home", ok(1)));
    instrumenter.change(List.of(), List.of("{1.getLabel()}=" + LOOP + "sample"));
    call("sample", 1, make("Labelled", "home"));
    assertThat(counts()).isEqualTo(Map.of("home", ok(1)));
  }

  @Test
  void whatDoesNotFitAMethodIsSaidOfIt() {
    watch("op={this.x}=~startStatic,op={2.x}=~sample");
    assertThat(instrumenter.report().patterns())
        .flatExtracting(InstrumentationReport.Pattern::failed)
        .extracting(InstrumentationReport.Failure::reason)
        .containsExactly(
            "it is static and has no this to take a name from",
            "it has no argument 2 to take a name from");
  }
}
