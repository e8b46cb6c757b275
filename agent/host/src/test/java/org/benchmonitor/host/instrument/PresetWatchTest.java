package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.run.model.InstrumentationReport.Preset;
import org.benchmonitor.run.model.InstrumentationReport.PresetState;
import org.benchmonitor.setup.config.OperationArguments;
import org.benchmonitor.setup.preset.Preset.Trigger;
import org.junit.jupiter.api.Test;

class PresetWatchTest extends InstrumentedJvm {
  private int changes;

  private static org.benchmonitor.setup.preset.Preset preset(
      String name, boolean isClient, String trigger, String method, String operation) {
    return new org.benchmonitor.setup.preset.Preset(
        name,
        name + "'s title",
        isClient,
        List.of(new Trigger(trigger.replace('.', '/'), method)),
        List.of("op=" + name + "=" + trigger + "#" + operation),
        List.of());
  }

  /** A class literal does not load the class: that comes with its first use. */
  private static org.benchmonitor.setup.preset.Preset runner(String name, String simpleName) {
    return preset(name, false, nested(simpleName), "operate()V", "operate");
  }

  private static org.benchmonitor.setup.preset.Preset client(String name, String simpleName) {
    return preset(name, true, nested(simpleName), "call()V", "call");
  }

  private static String nested(String simpleName) {
    return PresetHosts.class.getName() + "$" + simpleName;
  }

  private void detect(org.benchmonitor.setup.preset.Preset... known) {
    instrumenter =
        new Instrumenter(
            INSTRUMENTATION, recording, List.of(), null, new OwnClasses(null, null, Set.of()), log);
    instrumenter.detect(List.of(known), () -> changes++);
    Probe.install(recording);
    instrumenter.register();
    instrumenter.instrumentLoadedClasses();
  }

  private List<Preset> presets() {
    return new ArrayList<>(instrumenter.report().presets());
  }

  @Test
  void aRunnerIsCountedFromItsFirstCallOn() {
    detect(runner("later", "LaterRunner"), runner("other", "OtherRunner"));
    assertThat(presets()).isEmpty();
    PresetHosts.LaterRunner.operate();
    PresetHosts.LaterRunner.operate();
    assertThat(counts()).isEqualTo(Map.of("later", ok(2)));
    assertThat(changes).isEqualTo(1);
    assertThat(presets())
        .extracting(Preset::name, Preset::title, Preset::state, Preset::operations)
        .containsExactly(
            tuple(
                "later",
                "later's title",
                PresetState.TAKEN,
                List.of("op=later=" + nested("LaterRunner") + "#operate")));
    // The first runner wins.
    PresetHosts.OtherRunner.operate();
    assertThat(counts()).containsOnlyKeys("later");
    assertThat(presets()).hasSize(1);
  }

  @Test
  void aRunnerOfAnotherShapeIsNotTakenAndItIsSaidWhy() {
    detect(runner("changed", "ChangedRunner"));
    PresetHosts.ChangedRunner.operate(1);
    assertThat(counts()).isEmpty();
    assertThat(presets())
        .extracting(Preset::name, Preset::state, Preset::reasons)
        .containsExactly(
            tuple(
                "changed",
                PresetState.REFUSED,
                List.of(nested("ChangedRunner") + " has no method operate()V")));
  }

  @Test
  void aRunnerThatIsThereAlreadyIsFound() {
    PresetHosts.LoadedRunner.operate();
    detect(runner("loaded", "LoadedRunner"));
    PresetHosts.LoadedRunner.operate();
    assertThat(counts()).isEqualTo(Map.of("loaded", ok(1)));
  }

  @Test
  void clientsAreWatchedUntilThereIsARunner() {
    detect(
        client("client", "ClientOfTheRunner"),
        client("second", "Client"),
        client("never", "LaterClient"),
        runner("runner", "RunnerWithClients"));
    PresetHosts.ClientOfTheRunner.call();
    PresetHosts.Client.call();
    assertThat(counts()).isEqualTo(Map.of("client", ok(1), "second", ok(1)));

    PresetHosts.RunnerWithClients.operate();
    assertThat(instrumenter.isPresetChanged()).isTrue();
    instrumenter.settlePresets(() -> changes++);
    assertThat(instrumenter.isPresetChanged()).isFalse();
    long clients = count("client");
    PresetHosts.RunnerWithClients.operate();
    PresetHosts.Client.call();
    PresetHosts.LaterClient.call();
    assertThat(counts()).containsOnlyKeys("client", "second", "runner");
    assertThat(counts()).containsEntry("runner", ok(2)).containsEntry("second", ok(1));
    assertThat(count("client")).isEqualTo(clients);
    assertThat(instrumenter.presetPatterns())
        .containsExactly("runner=" + nested("RunnerWithClients") + "#operate");
    assertThat(presets())
        .extracting(Preset::name, Preset::isClient, Preset::state)
        .containsExactlyInAnyOrder(
            tuple("client", true, PresetState.WITHDRAWN),
            tuple("second", true, PresetState.WITHDRAWN),
            tuple("runner", false, PresetState.TAKEN));
  }

  private long count(String name) {
    return counts().getOrDefault(name, ok(0)).get(0);
  }

  @Test
  void whatIsNotThereOfAPresetIsSaidAndWhatIsNotUsedIsNot() {
    org.benchmonitor.setup.preset.Preset known = runner("named", "LoadedRunner");
    detect(
        new org.benchmonitor.setup.preset.Preset(
            "named",
            "a title",
            false,
            known.triggers(),
            List.of(
                known.operations().get(0),
                "op=" + nested("LoadedRunner") + "#vanished",
                "op=com.acme.NotUsedHere#call"),
            List.of()));
    PresetHosts.LoadedRunner.operate();
    assertThat(presets()).hasSize(1);
    assertThat(presets().get(0).reasons())
        .singleElement()
        .asString()
        .startsWith(nested("LoadedRunner") + "#vanished: ");
    assertThat(instrumenter.unmatched())
        .singleElement()
        .satisfies(one -> assertThat(one.pattern()).endsWith("#vanished"));
  }

  @Test
  void operationsThatAreNamedPutClientsAside() {
    detect(client("client", "ClientOfTheRunner"));
    PresetHosts.ClientOfTheRunner.call();
    assertThat(presets()).hasSize(1);
    instrumenter.withdrawClients();
    instrumenter.settlePresets(() -> changes++);
    long before = count("client");
    PresetHosts.ClientOfTheRunner.call();
    assertThat(count("client")).isEqualTo(before).isEqualTo(1);
    assertThat(instrumenter.presetPatterns()).isEmpty();
    assertThat(presets().get(0).reasons()).containsExactly("operations were named");

    String same = "op=client=" + nested("ClientOfTheRunner") + "#call";
    instrumenter.change(OperationArguments.parse(same), List.of());
    PresetHosts.ClientOfTheRunner.call();
    assertThat(count("client")).isEqualTo(2);
    assertThat(instrumenter.presetPatterns()).isEmpty();
  }

  @Test
  void aPresetThatIsNamedHoldsWithoutBeingFound() {
    instrumenter =
        new Instrumenter(
            INSTRUMENTATION, recording, List.of(), null, new OwnClasses(null, null, Set.of()), log);
    instrumenter.take(runner("named", "LoadedRunner"));
    Probe.install(recording);
    instrumenter.register();
    instrumenter.instrumentLoadedClasses();
    PresetHosts.LoadedRunner.operate();
    assertThat(counts()).isEqualTo(Map.of("named", ok(1)));
    assertThat(presets()).extracting(Preset::state).containsExactly(PresetState.TAKEN);
  }
}
