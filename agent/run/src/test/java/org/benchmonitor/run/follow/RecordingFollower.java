package org.benchmonitor.run.follow;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.model.Snapshot;

/** Remembers what it was handed; fails where it is told to. */
final class RecordingFollower implements Follower {
  final List<Snapshot> taken = new ArrayList<>();
  int closed;
  boolean failing;

  private final String name;
  private final Blocking blocking;
  private final WhenFull whenFull;

  RecordingFollower(String name, Blocking blocking, WhenFull whenFull) {
    this.name = name;
    this.blocking = blocking;
    this.whenFull = whenFull;
  }

  List<Long> sequences() {
    return taken.stream().map(Snapshot::sequence).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Blocking blocking() {
    return blocking;
  }

  @Override
  public WhenFull whenFull() {
    return whenFull;
  }

  @Override
  public void take(Snapshot snapshot) {
    if (failing) {
      throw new IllegalStateException("cannot take " + snapshot.sequence());
    }
    taken.add(snapshot);
  }

  @Override
  public void close() {
    closed++;
    if (failing) {
      throw new IllegalStateException("cannot close");
    }
  }
}
