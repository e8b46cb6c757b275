package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.benchmonitor.host.instrument.MethodTrial.Tried;
import org.junit.jupiter.api.Test;

class MethodTrialTest extends InstrumentedJvm {
  private static final String TARGETS = Targets.PACKAGE;

  private final Targets targets = new Targets();

  @Test
  void methodsAreCountedForAWhileBesideTheOperations() throws Throwable {
    instrument(TARGETS + "MapStore#get");
    Object store = targets.make("MapStore");
    Object caching = targets.make("CachingStore");
    Object worker = targets.make("Worker");
    instrumenter.instrumentLoadedClasses();
    long state = instrumenter.state();
    MethodTrial trial =
        instrumenter.beginTrial(
            List.of(
                TARGETS + "Worker#call",
                TARGETS + "CachingStore#get",
                TARGETS + "MapStore#get",
                TARGETS + "None#none"));
    Targets.call(worker, "call", 4);
    Targets.call(worker, "call", "four");
    Targets.call(caching, "get", "x");
    instrumenter.endTrial(trial);
    Targets.call(worker, "call", 4);
    Targets.call(store, "get", "x");
    List<Tried> what = trial.read();
    assertThat(trial.takeThreads()).isEqualTo(1);
    trial.close();
    assertThat(what).extracting(Tried::calls).containsExactly(2L, 1L, 0L, 0L);
    assertThat(what.get(0).threads()).isEqualTo(1);
    assertThat(what.get(0).totalNanos()).isPositive();
    assertThat(what.get(0).refusal()).isNull();
    assertThat(what.get(2).refusal()).isEqualTo("an earlier pattern already matches it");
    assertThat(what.get(3).refusal()).isEqualTo("its class was not found");
    assertThat(trial.nanos()).isPositive();
    assertThat(counts()).containsOnlyKeys("get");
    assertThat(instrumenter.state()).isEqualTo(state);
    assertThat(instrumenter.report().patterns()).hasSize(1);
    assertThat(instrumenter.unmatched()).isEmpty();
  }

  @Test
  void aCallInsideOfAnotherIsCountedForEach() throws Throwable {
    instrument(new String[0]);
    Object caching = targets.make("CachingStore");
    targets.make("MapStore");
    MethodTrial trial =
        instrumenter.beginTrial(List.of(TARGETS + "CachingStore#get", TARGETS + "MapStore#get"));
    Targets.call(caching, "get", "x");
    instrumenter.endTrial(trial);
    assertThat(trial.read()).extracting(Tried::calls).containsExactly(1L, 1L);
    trial.close();
  }

  @Test
  void aPatternThatIsAddedMeanwhileTakesTheMethod() throws Throwable {
    instrument(new String[0]);
    Object worker = targets.make("Worker");
    MethodTrial trial = instrumenter.beginTrial(List.of(TARGETS + "Worker#call"));
    Targets.call(worker, "call", 4);
    instrumenter.change(
        org.benchmonitor.setup.config.OperationArguments.parse(TARGETS + "Worker#call"), List.of());
    Targets.call(worker, "call", 4);
    instrumenter.endTrial(trial);
    Targets.call(worker, "call", 4);
    assertThat(trial.read().get(0).calls()).isEqualTo(1);
    trial.close();
    assertThat(counts()).isEqualTo(Map.of("call", ok(2)));
  }

  @Test
  void oneTrialGoesOnAtATimeAndTheEndOfTheMonitorEndsIt() throws Throwable {
    instrument(new String[0]);
    Object worker = targets.make("Worker");
    MethodTrial trial = instrumenter.beginTrial(List.of(TARGETS + "Worker#call"));
    assertThatThrownBy(() -> instrumenter.beginTrial(List.of("A#b")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another trial");
    instrumenter.stop();
    Targets.call(worker, "call", 4);
    assertThat(trial.read().get(0).calls()).isZero();
    instrumenter.endTrial(trial);
    assertThatThrownBy(() -> instrumenter.beginTrial(List.of("A#b")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("detached");
  }

  @Test
  void onlyWhatAPatternCanNameIsTried() {
    assertThat(MethodTrial.canName("com.acme.Store#read")).isTrue();
    assertThat(MethodTrial.canName("com.acme.Bench#lambda$main$0")).isTrue();
    assertThat(MethodTrial.canName("com.acme.Store#read(int)")).isFalse();
    assertThat(MethodTrial.canName("com.acme.Store#*")).isFalse();
  }
}
