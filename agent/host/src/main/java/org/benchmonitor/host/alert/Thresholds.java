package org.benchmonitor.host.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.follow.Follower;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.threshold.Alert;
import org.benchmonitor.run.threshold.Judgement;
import org.benchmonitor.run.threshold.RunJudge;
import org.benchmonitor.run.threshold.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * Judges each snapshot by all thresholds, and tells what changes.
 *
 * <p>The followers' thread calls {@link #take}; any thread asks where the thresholds stand. It
 * comes before the stream in the list of followers, so that a message has the judgement of its own
 * snapshot.
 */
public final class Thresholds implements Follower {
  /** As many runs as are retained. */
  private static final int MOST_RUNS = 10;

  private final List<Threshold> thresholds;
  private final int digits;
  private final AlertListener listener;

  /** The last of each run, the oldest first; guarded by itself. */
  private final Map<String, Judgement> judgements = new LinkedHashMap<>();

  private @Nullable RunJudge judge;
  private String session = "";
  private Judgement before = Judgement.NONE;

  /**
   * Makes it.
   *
   * @param digits significant digits of all histograms
   * @param listener told of what is broken, and of what is not any more
   */
  public Thresholds(List<Threshold> thresholds, int digits, AlertListener listener) {
    this.thresholds = List.copyOf(thresholds);
    this.digits = digits;
    this.listener = listener;
  }

  @Override
  public String name() {
    return "thresholds";
  }

  @Override
  public Blocking blocking() {
    return Blocking.NOTHING;
  }

  @Override
  public void take(Snapshot snapshot) {
    RunJudge current = judge;
    if (current == null || !session.equals(snapshot.run().id())) {
      current = new RunJudge(thresholds, digits);
      judge = current;
      session = snapshot.run().id();
      before = current.judgement();
    }
    Judgement now = current.take(snapshot);
    keep(now);
    for (int i = 0; i < now.alerts().size(); i++) {
      Alert alert = now.alerts().get(i);
      Alert earlier = before.alerts().get(i);
      // One that was broken in idle time may hold again by now.
      if (alert.isBroken() != earlier.isBroken() || alert.times() != earlier.times()) {
        Instant since = alert.since();
        listener.changed(
            new AlertChange(alert, session, since == null ? snapshot.interval().end() : since));
      }
    }
    before = now;
  }

  private void keep(Judgement now) {
    synchronized (judgements) {
      judgements.put(now.session(), now);
      if (judgements.size() > MOST_RUNS) {
        judgements.remove(judgements.keySet().iterator().next());
      }
    }
  }

  /** Where the thresholds of a run stand; as before its first interval if it is not known. */
  public Judgement judgement(String run) {
    synchronized (judgements) {
      Judgement known = judgements.get(run);
      return known == null ? new RunJudge(thresholds, digits).judgement() : known;
    }
  }
}
