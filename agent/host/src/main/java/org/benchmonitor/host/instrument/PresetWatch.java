package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.setup.config.OperationArguments;
import org.benchmonitor.setup.log.AgentLog;
import org.benchmonitor.setup.preset.Preset;
import org.benchmonitor.setup.preset.Preset.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Tells known runners and client libraries by the classes that the host loads, and has their
 * patterns hold from that class on, as if they had been given.
 *
 * <p>{@link #isTrigger} is asked for every class that the host loads, on the loading thread, and is
 * one look into a map. The first runner is taken and ends the watch. Client libraries are taken as
 * they come while there is no runner; a runner withdraws them, because its own calls of them would
 * be counted beside the operations that they are a part of.
 *
 * <p>The rest is under the transformer's lock, which whoever replaces the patterns holds.
 */
final class PresetWatch {
  // Read without the lock by whoever loads a class.
  private final Map<String, Preset> byInternalName = new ConcurrentHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final HostTransformer transformer;
  private final AgentLog log;
  private final Runnable onChange;
  private final List<Taken> taken = new ArrayList<>();
  private final Map<Preset, String> refused = new HashMap<>();
  private volatile boolean open;
  private volatile boolean changed;
  private List<Matches> withdrawn = new ArrayList<>();

  private static final class Taken {
    final Preset preset;
    final List<Matches> patterns;
    String withdrawnFor = "";

    Taken(Preset preset, List<Matches> patterns) {
      this.preset = preset;
      this.patterns = patterns;
    }
  }

  /**
   * Makes it.
   *
   * @param presets those to watch for
   * @param onChange told that there is something for {@link #takeChange}; must be quick
   */
  PresetWatch(List<Preset> presets, HostTransformer transformer, AgentLog log, Runnable onChange) {
    this.transformer = transformer;
    this.log = log;
    this.onChange = onChange;
    for (Preset preset : presets) {
      for (Trigger trigger : preset.triggers()) {
        byInternalName.put(trigger.internalName(), preset);
        names.add(trigger.internalName().replace('/', '.'));
      }
    }
    this.open = !byInternalName.isEmpty();
  }

  /** Whether a class that is being loaded tells that a runner or library is there. */
  boolean isTrigger(String internalName) {
    return open && byInternalName.containsKey(internalName);
  }

  /** The same for a class that is loaded already. */
  boolean isTrigger(Class<?> loaded) {
    return open && names.contains(loaded.getName());
  }

  /** Takes what the class tells of, if it has the shape that is known. */
  void see(String internalName, byte[] bytes) {
    synchronized (transformer) {
      Preset preset = byInternalName.get(internalName);
      if (!open || preset == null || isTaken(preset)) {
        return;
      }
      String missing = missing(preset, internalName, bytes);
      if (missing == null) {
        refused.remove(preset);
        take(preset);
      } else if (refused.put(preset, missing) == null) {
        log.warn("preset " + preset.name() + " is not taken: " + missing);
      }
    }
  }

  private boolean isTaken(Preset preset) {
    for (Taken one : taken) {
      if (one.preset.equals(preset)) {
        return true;
      }
    }
    return false;
  }

  /** What the class lacks that the preset knows it with, or null. */
  private static @Nullable String missing(Preset preset, String internalName, byte[] bytes) {
    for (Trigger trigger : preset.triggers()) {
      if (trigger.internalName().equals(internalName) && !trigger.method().isEmpty()) {
        for (ClassHeader.Method method : new ClassHeader(bytes).methods()) {
          if (method.key().equals(trigger.method())) {
            return null;
          }
        }
        return internalName.replace('/', '.') + " has no method " + trigger.method();
      }
    }
    return null;
  }

  /** Has the preset's patterns hold from now on. */
  void take(Preset preset) {
    synchronized (transformer) {
      List<Matches> added = new ArrayList<>();
      for (String operation : preset.operations()) {
        OperationArguments.parse(operation).forEach(spec -> added.add(Matches.ofPreset(spec)));
      }
      if (!preset.isClient()) {
        open = false;
        withdrawClients("the preset " + preset.name() + " is there");
      }
      taken.add(new Taken(preset, added));
      Patterns before = transformer.patterns();
      List<Matches> after = new ArrayList<>(before.operations());
      after.addAll(added);
      transformer.apply(before.with(after));
      log.info(
          "preset "
              + preset.name()
              + " ("
              + preset.title()
              + ") is taken; the same as "
              + preset.arguments());
      change();
    }
  }

  /** Takes no client library any more, and those that were taken away again. */
  void withdrawClients(String reason) {
    synchronized (transformer) {
      Patterns before = transformer.patterns();
      List<Matches> after = new ArrayList<>(before.operations());
      byInternalName.values().removeIf(Preset::isClient);
      for (Taken one : taken) {
        if (one.preset.isClient() && one.withdrawnFor.isEmpty()) {
          one.withdrawnFor = reason;
          after.removeAll(one.patterns);
          withdrawn.addAll(one.patterns);
          log.info("preset " + one.preset.name() + " is withdrawn: " + reason);
          change();
        }
      }
      if (after.size() < before.operations().size()) {
        transformer.apply(before.with(after));
      }
    }
  }

  private void change() {
    changed = true;
    onChange.run();
  }

  boolean isChanged() {
    return changed;
  }

  /** The patterns that were withdrawn since the last call, or null if nothing has changed. */
  @Nullable List<Matches> takeChange() {
    if (!changed) {
      return null;
    }
    synchronized (transformer) {
      changed = false;
      List<Matches> given = withdrawn;
      withdrawn = new ArrayList<>();
      return given;
    }
  }

  List<InstrumentationReport.Preset> report() {
    synchronized (transformer) {
      List<InstrumentationReport.Preset> all = new ArrayList<>();
      for (Taken one : taken) {
        all.add(
            one.withdrawnFor.isEmpty()
                ? report(one.preset, InstrumentationReport.PresetState.TAKEN, missing(one))
                : report(
                    one.preset,
                    InstrumentationReport.PresetState.WITHDRAWN,
                    List.of(one.withdrawnFor)));
      }
      refused.forEach(
          (preset, reason) ->
              all.add(report(preset, InstrumentationReport.PresetState.REFUSED, List.of(reason))));
      return List.copyOf(all);
    }
  }

  /** What is not there of what the preset knows. */
  private static List<String> missing(Taken one) {
    List<String> missing = new ArrayList<>();
    for (Matches matches : Patterns.withEnds(one.patterns)) {
      InstrumentationReport.Failure failure = matches.undeclared();
      if (failure != null) {
        missing.add(failure.className() + "#" + failure.method() + ": " + failure.reason());
      }
    }
    return missing;
  }

  private static InstrumentationReport.Preset report(
      Preset preset, InstrumentationReport.PresetState state, List<String> reasons) {
    return new InstrumentationReport.Preset(
        preset.name(),
        preset.title(),
        preset.isClient(),
        state,
        preset.operations(),
        preset.notes(),
        reasons);
  }
}
