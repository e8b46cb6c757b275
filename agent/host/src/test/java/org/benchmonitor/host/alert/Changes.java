package org.benchmonitor.host.alert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.threshold.Threshold;

/** What thresholds have to tell of a made-up run. */
final class Changes {
  private Changes() {}

  /** One second of a hundred calls, of so many milliseconds each. */
  static Snapshot second(long sequence, long millis) {
    long[] calls = new long[100];
    Arrays.fill(calls, millis * 1_000_000);
    return Snapshots.with(
        Snapshots.interval(sequence, RunStatus.RUNNING, Snapshots.operation("read", 0, calls)));
  }

  /** The same of a run of some name. */
  static Snapshot second(String run, long sequence, long millis) {
    return Snapshots.ofRun(run, second(sequence, millis));
  }

  /** One second without a call, and with none under way. */
  static Snapshot idle(long sequence) {
    Interval plain = Snapshots.interval(sequence, RunStatus.RUNNING);
    return Snapshots.with(Snapshots.with(plain, 0, 0, List.of()));
  }

  static List<Threshold> thresholds(String... texts) {
    return Stream.of(texts).map(Threshold::parse).toList();
  }

  /** What is told of seconds whose calls take so many milliseconds. */
  static List<AlertChange> of(String threshold, long... millis) {
    List<AlertChange> told = new ArrayList<>();
    Thresholds follower = new Thresholds(thresholds(threshold), 2, told::add);
    for (int i = 0; i < millis.length; i++) {
      follower.take(second(i + 1, millis[i]));
    }
    return told;
  }

  /** One that was broken. */
  static AlertChange broken() {
    return of("slow=p99 of read < 50ms over 1s, webhook, callback", 83).get(0);
  }
}
