package org.benchmonitor.run.follow;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.follow.Follower.Blocking;
import org.benchmonitor.run.follow.Follower.WhenFull;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.thread.ThreadFailures;
import org.benchmonitor.run.thread.ThreadMaker;

/**
 * All that follow a run: one thread for those that never block, one for each kind of those that
 * may.
 */
public final class Followers {
  private final List<FollowingListener> listeners = new ArrayList<>();
  private final Map<Blocking, Lane> lanes = new EnumMap<>(Blocking.class);

  /**
   * Makes their queues; each thread is made when a follower of its kind is told of the first
   * snapshot.
   *
   * @param failures told when a follower throws, the first time and ever less often
   */
  public Followers(
      ThreadMaker threads,
      Merging merging,
      ThreadFailures failures,
      List<? extends Follower> followers) {
    this(threads, merging, failures, followers, Time.SYSTEM);
  }

  Followers(
      ThreadMaker threads,
      Merging merging,
      ThreadFailures failures,
      List<? extends Follower> followers,
      Time time) {
    for (Follower follower : followers) {
      Blocking blocking = follower.blocking();
      Lane lane = lanes.computeIfAbsent(blocking, kind -> new Lane(kind.thread(), threads, time));
      listeners.add(new FollowingListener(follower, lane, time, merging, failures));
    }
  }

  /** What the sampler tells of each snapshot, in the order of the followers. */
  public List<FollowingListener> listeners() {
    return List.copyOf(listeners);
  }

  /**
   * Waits until all that was queued before has been handed over to everyone.
   *
   * @param deadlineNanos when to give up, on the clock of {@link System#nanoTime}
   * @return whether it has been
   */
  public boolean flush(long deadlineNanos) {
    boolean all = true;
    for (FollowingListener listener : listeners) {
      all &= listener.flush(deadlineNanos);
    }
    return all;
  }

  /**
   * Closes all of them beside each other, then ends their threads; one that is late keeps its
   * thread until it is done.
   *
   * @param deadlineNanos when to give up, on the clock of {@link System#nanoTime}
   * @return the names of those that may miss nothing and were not done in time
   */
  public List<String> close(long deadlineNanos) {
    // No lambda: the JVM may be ending, and the first of a kind takes milliseconds.
    for (FollowingListener listener : listeners) {
      listener.beginClose();
    }
    List<String> late = new ArrayList<>();
    for (FollowingListener listener : listeners) {
      if (!listener.close(deadlineNanos) && listener.follower().whenFull() == WhenFull.MERGE) {
        late.add(listener.follower().name());
      }
    }
    for (Lane lane : lanes.values()) {
      lane.stop();
    }
    return late;
  }

  /** Snapshots that were dropped for followers that were too slow and may skip. */
  public long skipped() {
    return listeners.stream().mapToLong(FollowingListener::skipped).sum();
  }
}
