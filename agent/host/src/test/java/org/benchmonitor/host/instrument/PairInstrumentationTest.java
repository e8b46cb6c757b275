package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.benchmonitor.bootstrap.CellCounts;
import org.benchmonitor.bootstrap.ErrorType;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.setup.config.OperationArguments;
import org.junit.jupiter.api.Test;

class PairInstrumentationTest extends EventLoopJvm {
  @Test
  void anArgumentTiesAnEndToItsStart() throws Throwable {
    watch(
        "op=call=~start,key=arg:0,end=~end,end.key=arg:0,end.ok=arg:1.isOk():true,"
            + "end.error=arg:1.getCode()");
    Object one = make("Call", 1L);
    Object other = make("Call", 1L);
    call("start", one, false);
    call("start", other, false);
    assertThat(recording.reader().asyncInFlight()).isEqualTo(2);
    call("end", one, make("Status", "OK"));
    call("end", other, make("Status", "UNAVAILABLE"));
    assertThat(counts()).isEqualTo(Map.of("call", List.of(1L, 1L)));
    Object failing = make("Call", 2L);
    assertThatThrownBy(() -> call("start", failing, true)).hasMessage("not sent");
    assertThat(counts()).isEqualTo(Map.of("call", List.of(1L, 2L)));
    call("end", failing, make("Status", "OK"));
    assertThat(counts()).isEqualTo(Map.of("call", List.of(1L, 2L)));
    assertThat(notes()).containsExactly("1 ends had a key that has no start");
    assertThat(report(1).pattern()).startsWith("end=");
    assertThat(report(1).methods()).hasSize(1);
  }

  @Test
  void twoObjectsTogetherAreAKey() throws Throwable {
    watch("op=call=~start,key=this+arg:0,end=~end,end.key=this+arg:0");
    Object one = make("Call", 1L);
    Object other = make("Call", 1L);
    call("start", one, false);
    call("end", other, make("Status", "OK"));
    assertThat(counts()).isEmpty();
    call("end", one, make("Status", "OK"));
    assertThat(counts()).isEqualTo(Map.of("call", ok(1)));
  }

  @Test
  void aPathLeadsToTheKey() throws Throwable {
    watch("op=~start,key=arg:0.id.get(),end=~handleAck,end.key=arg:0");
    call("start", make("Call", 9L), false);
    call("handleAck", 9L, false);
    assertThat(counts()).isEqualTo(Map.of("start", ok(1)));
    call("start", null, false);
    assertThat(notes())
        .containsExactly("1 starts or ends had no key, or one that could not be read");
  }

  @Test
  void oneEndEndsAllUpToItsNumberAndAnotherOne() throws Throwable {
    watch(
        "op=~publish,key=this+arg:1,"
            + "end=~handleAck,end.upto=this+arg:0,end.when=arg:1:true,"
            + "end=~handleAck,end.key=this+arg:0,end.when=arg:1:false,"
            + "end=~handleNack,end.upto=this+arg:0,end.ok=false");
    for (long number = 1; number <= 10; number++) {
      call("publish", "x", number);
    }
    call("handleAck", 2L, false);
    assertThat(counts()).isEqualTo(Map.of("publish", ok(1)));
    call("handleAck", 5L, true);
    assertThat(counts()).isEqualTo(Map.of("publish", ok(5)));
    call("handleNack", 9L, true);
    assertThat(counts()).isEqualTo(Map.of("publish", List.of(5L, 4L)));
    assertThat(recording.reader().errors().types())
        .extracting(ErrorType::name)
        .containsExactly("handleNack");
    assertThat(recording.reader().asyncInFlight()).isEqualTo(1);
  }

  @Test
  void whatIsReturnedMayBeTheKey() throws Throwable {
    watch("op=job=~submit,key=return,end=~poll,end.key=arg:0");
    Object id = call("submit");
    call("poll", id);
    call("poll", "call-1");
    call("submit");
    assertThat(counts()).isEqualTo(Map.of("job", ok(2)));
  }

  @Test
  void whatIsReturnedMayBeTheKeyOfAnEnd() throws Throwable {
    watch("op=job=~submit,key=return,end=~take,end.key=return");
    call("take", call("submit"));
    assertThat(counts()).isEqualTo(Map.of("job", ok(1)));
  }

  @Test
  void theProgramsOwnDurationsAreCountedOnce() throws Throwable {
    watch(
        "op={0}=~log*,recorded=arg:2-arg:1,unit=ms,ok=arg:3.getCode():OK,error=arg:3.getCode(),"
            + "op=confirm=~confirmed,recorded=arg:1[],op=~timed,recorded=return");
    call("logResponse", "home", 1_000L, 1_250L, make("Status", "OK"));
    call("log", "home", 1_000L, 3_000L, make("Status", "KO"));
    call("confirmed", 2, new long[] {5_000, 7_000});
    call("timed", 1.5);
    assertThat(counts())
        .isEqualTo(Map.of("home", List.of(1L, 1L), "confirm", ok(2), "timed", ok(1)));
    assertThat(highest("home")).isBetween(248_000_000L, 252_000_000L);
    assertThat(highest("confirm")).isBetween(6_930L, 7_070L);
    assertThat(highest("timed")).isBetween(1_490_000L, 1_510_000L);
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  private long highest(String operation) {
    CellCounts counts = new CellCounts(recording.reader().layout());
    recording.reader().read(recording.reader().operations().number(operation), false, counts);
    return counts.max();
  }

  @Test
  void whatDoesNotFitAMethodIsSaidOfIt() throws Throwable {
    watch(
        "op=~startStatic,key=this,end=~end,end.key=arg:5,end=~publish,end.key=return,"
            + "end=~nowhere,end.key=this");
    assertThat(reasons())
        .containsExactly(
            "it is static and has no this, which the rules ask for",
            "it has no argument 5, which the rules ask for",
            "it returns nothing, which the rules ask for");
    assertThat(instrumenter.unmatched())
        .extracting(InstrumentationReport.Pattern::pattern)
        .anyMatch(text -> text.startsWith("end=") && text.endsWith("nowhere"));
  }

  private List<String> reasons() {
    return instrumenter.report().patterns().stream()
        .flatMap(pattern -> pattern.failed().stream())
        .map(InstrumentationReport.Failure::reason)
        .filter(reason -> reason.contains("rules ask"))
        .toList();
  }

  @Test
  void theEndsComeAndGoWithTheirStart() throws Throwable {
    String operation = "op=call=~start,key=arg:0,end=~end,end.key=arg:0".replace("~", LOOP);
    watch("op=~poll");
    instrumenter.change(OperationArguments.parse(operation), List.of());
    Object one = make("Call", 1L);
    call("start", one, false);
    call("end", one, null);
    assertThat(counts()).isEqualTo(Map.of("call", ok(1)));
    instrumenter.change(List.of(), List.of("call=" + LOOP + "start"));
    call("start", one, false);
    call("end", one, null);
    assertThat(counts()).isEqualTo(Map.of("call", ok(1)));
    assertThat(instrumenter.report().patterns()).hasSize(1);
    instrumenter.change(OperationArguments.parse(operation), List.of());
    call("start", one, false);
    call("end", one, null);
    assertThat(counts()).isEqualTo(Map.of("call", ok(2)));
  }
}
