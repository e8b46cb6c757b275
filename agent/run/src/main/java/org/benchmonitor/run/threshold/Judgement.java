package org.benchmonitor.run.threshold;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.threshold.Alert.State;

/**
 * Where all thresholds of a run stand at one of its snapshots. Immutable.
 *
 * @param session the run's identifier
 * @param sequence of the snapshot; 0 before the first
 * @param alerts in the order of the thresholds
 */
public record Judgement(String session, long sequence, List<Alert> alerts) {
  /** Of a run without thresholds. */
  public static final Judgement NONE = new Judgement("", 0, List.of());

  /** How a run comes out of its thresholds. */
  public enum Verdict {
    /** There are none. */
    NONE,
    HOLDS,
    BROKEN,
    NO_DATA
  }

  /**
   * What a run comes to.
   *
   * @param atEnd whether only the last state counts, not what was broken before
   */
  public Verdict verdict(boolean atEnd) {
    Verdict verdict = alerts.isEmpty() ? Verdict.NONE : Verdict.HOLDS;
    for (Alert alert : alerts) {
      if (alert.isBroken(atEnd)) {
        return Verdict.BROKEN;
      }
      verdict = alert.state() == State.NO_DATA ? Verdict.NO_DATA : verdict;
    }
    return verdict;
  }

  /** Those in a state. */
  public List<Alert> in(State state) {
    List<Alert> found = new ArrayList<>();
    for (Alert alert : alerts) {
      if (alert.state() == state) {
        found.add(alert);
      }
    }
    return found;
  }
}
