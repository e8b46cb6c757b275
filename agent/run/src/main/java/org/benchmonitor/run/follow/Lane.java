package org.benchmonitor.run.follow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.ThreadMaker;
import org.jspecify.annotations.Nullable;

/**
 * The thread that all followers of one kind share, made at their first snapshot.
 *
 * <p>A turn hands each follower at most one snapshot, so that no follower delays another by more
 * than one.
 */
final class Lane implements Loop {
  /** A snapshot wakes it; this is for a wake-up that something else has used up. */
  private static final long LONGEST_REST_NANOS = 10_000_000_000L;

  private static final long POLL_NANOS = 2_000_000;

  private final String name;
  private final ThreadMaker threads;
  private final Time time;
  private final List<FollowingListener> followers = new CopyOnWriteArrayList<>();
  private final Object turns = new Object();
  private volatile @Nullable Thread thread;
  private volatile boolean stopped;

  Lane(String name, ThreadMaker threads, Time time) {
    this.name = name;
    this.threads = threads;
    this.time = time;
  }

  void add(FollowingListener follower) {
    followers.add(follower);
  }

  /** Starts the thread if it is not running. If the system has none left, the next call retries. */
  void begin() {
    if (thread == null) {
      start();
    }
  }

  private synchronized void start() {
    if (thread == null && !stopped) {
      Thread made = threads.loop(name, this);
      made.start();
      thread = made;
    }
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  /** Waits a moment for the thread to hand over; without one, the caller does a turn itself. */
  void await() {
    if (thread == null) {
      handOver();
    } else {
      time.rest(POLL_NANOS);
    }
  }

  @Override
  public boolean isOver() {
    if (!stopped) {
      return false;
    }
    for (FollowingListener follower : followers) {
      if (!follower.isClosed()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void turn() {
    if (!handOver()) {
      time.rest(LONGEST_REST_NANOS);
    }
  }

  private boolean handOver() {
    boolean any = false;
    synchronized (turns) {
      for (FollowingListener follower : followers) {
        any |= follower.handOver();
      }
    }
    return any;
  }

  /** Ends the thread as soon as all its followers are closed. */
  void stop() {
    stopped = true;
    wake();
  }
}
