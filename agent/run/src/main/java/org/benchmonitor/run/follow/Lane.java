package org.benchmonitor.run.follow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.ThreadMaker;
import org.jspecify.annotations.Nullable;

/**
 * The thread that all followers of one kind share, made when the first of them is told of its first
 * snapshot.
 *
 * <p>In a turn each follower is handed one snapshot at most, so that none holds another up by more
 * than one.
 */
final class Lane implements Loop {
  private static final long LONGEST_REST_NANOS = 1_000_000_000;
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

  /**
   * Starts the thread, unless it runs. Where the system has none left, the next call tries again.
   */
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

  /** Waits a moment for what is queued; without a thread, the calling one does a turn instead. */
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

  /** Ends the thread once all its followers are closed. */
  void stop() {
    stopped = true;
    wake();
  }
}
