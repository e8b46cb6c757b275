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
 * All followers of a run, with one thread for each kind of blocking. The wiring creates and closes
 * it; {@link #flush} and {@link #close} block until their deadline at most.
 */
public final class Followers {
  private final List<FollowingListener> listeners = new ArrayList<>();
  private final Map<Blocking, Lane> lanes = new EnumMap<>(Blocking.class);

  /**
   * Creates the queues. Each thread is made when the first snapshot reaches a follower of its kind.
   *
   * @param failures told when a follower throws: the first time, then ever less often
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

  /** The listeners for the sampler, in the order of the followers. */
  public List<FollowingListener> listeners() {
    return List.copyOf(listeners);
  }

  /**
   * Waits until everything queued before this call has been handed over.
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
   * Closes all followers at the same time, then ends their threads. A thread ends only when its
   * followers are closed, even after the deadline.
   *
   * @param deadlineNanos when to give up, on the clock of {@link System#nanoTime}
   * @return the names of those that may miss nothing and did not finish in time
   */
  public List<String> close(long deadlineNanos) {
    // No lambda: the JVM may be ending, and the first lambda of a kind takes milliseconds.
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

  /** The bytes of all snapshots that wait; one that waits for two followers is counted twice. */
  public long bytes() {
    long all = 0;
    for (FollowingListener listener : listeners) {
      all += listener.bytes();
    }
    return all;
  }

  /** Bounds the bytes of all snapshots that wait; one may wait for each follower in any case. */
  public void limitTo(long bytes) {
    listeners.forEach(listener -> listener.limitTo(bytes / listeners.size()));
  }

  /** Snapshots that were dropped because a follower that may skip was too slow. */
  public long skipped() {
    long all = 0;
    for (FollowingListener listener : listeners) {
      all += listener.skipped();
    }
    return all;
  }
}
