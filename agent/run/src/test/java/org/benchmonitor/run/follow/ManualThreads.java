package org.benchmonitor.run.follow;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.ThreadMaker;

/**
 * Threads whose turns are taken by hand, and a clock that only waiting moves: whoever waits has the
 * next of the planned turns taken.
 */
final class ManualThreads implements ThreadMaker, Time {
  private final Map<String, Loop> loops = new LinkedHashMap<>();
  private final ArrayDeque<String> planned = new ArrayDeque<>();
  private long nanos;
  private boolean inTurn;
  private boolean refusing;

  /** Lets the system have no thread left. */
  void refuse() {
    refusing = true;
  }

  @Override
  public Thread once(String name, Runnable work) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public Thread loop(String name, Loop loop) {
    if (refusing) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    return new Thread(name) {
      @Override
      public synchronized void start() {
        loops.put(name, loop);
      }
    };
  }

  /** The names of those that were started. */
  Set<String> started() {
    return loops.keySet();
  }

  void turn(String name) {
    inTurn = true;
    try {
      loops.get(name).turn();
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      inTurn = false;
    }
  }

  boolean isOver(String name) {
    return loops.get(name).isOver();
  }

  /** Each wait has one of these turns taken, in this order. */
  void plan(String... names) {
    planned.addAll(List.of(names));
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void rest(long longestNanos) {
    if (!inTurn) {
      nanos += longestNanos;
      if (!planned.isEmpty()) {
        turn(planned.remove());
      }
    }
  }
}
