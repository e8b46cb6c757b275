package org.benchmonitor.run.frame;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.model.RunState;

/** The phases of a run that were read; one thread. */
final class Phases {
  /** As a live run keeps: the first and the last ones. */
  private static final int MOST = 100;

  private final List<RunState.Phase> phases = new ArrayList<>();

  /** Adds one, unless it was written again after frames were lost. */
  void add(RunState.Phase phase) {
    if (phases.contains(phase)) {
      return;
    }
    phases.add(phase);
    if (phases.size() > MOST) {
      phases.remove(1);
    }
  }

  /** The same state with them. */
  RunState of(RunState state) {
    return new RunState(
        state.id(),
        state.status(),
        state.start(),
        state.end(),
        state.elapsed(),
        state.paused(),
        state.reason(),
        state.stopping(),
        List.copyOf(phases));
  }
}
