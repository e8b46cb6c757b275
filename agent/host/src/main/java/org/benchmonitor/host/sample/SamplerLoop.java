package org.benchmonitor.host.sample;

import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.Rest;
import org.jspecify.annotations.Nullable;

/**
 * The loop of {@code monitor-sampler}: one cut each tick, the first at once.
 *
 * <p>A failure, such as a passing lack of memory, is counted with those of the listeners. Any
 * thread calls {@link #lookAgain} and {@link #stop}; only its own runs the loop.
 */
final class SamplerLoop implements Loop {
  private static final long POLL_NANOS = 20_000_000;

  private final LazySampler sampler;
  private final MessageThreads messages;
  private boolean begun;
  private volatile boolean stopped;
  private volatile @Nullable Thread thread;

  SamplerLoop(LazySampler sampler, MessageThreads messages) {
    this.sampler = sampler;
    this.messages = messages;
  }

  /** Starts the thread that runs this loop. */
  void start(Thread made) {
    thread = made;
    made.start();
  }

  @Override
  public boolean isOver() {
    return stopped;
  }

  @Override
  public void turn() {
    if (begun) {
      sampleNext();
    } else {
      // Set first: what fails here must not be tried again and again.
      begun = true;
      sampleAtOnce();
    }
  }

  @Override
  public void failed() {
    sampler.countFailure();
  }

  /** Cuts at once, so that there is something to show before the first interval ends. */
  private void sampleAtOnce() {
    Sampler made = sampler.get();
    sampler.listenForGc();
    made.tick();
  }

  private void sampleNext() {
    Sampler made = sampler.get();
    waitForNextCut(made);
    if (!stopped) {
      messages.look();
      made.tick();
    }
  }

  private void waitForNextCut(Sampler made) {
    long left = made.nanosToNextCut();
    while (left > 0 && !stopped && !made.isBeginDue()) {
      // Poll in short steps before the first operation, so that the run begins without delay.
      Rest.nanos(made.isStarting() ? Math.min(left, POLL_NANOS) : left);
      left = made.nanosToNextCut();
    }
  }

  /** Wakes the loop: a cut may be due earlier. */
  void lookAgain() {
    LockSupport.unpark(thread);
  }

  /** Takes no more cuts. */
  void stop() {
    stopped = true;
  }

  /** Waits for the end of the thread, at most this long. */
  void join(long mostNanos) {
    Thread started = thread;
    if (started != null) {
      LockSupport.unpark(started);
      Rest.untilEnd(started, mostNanos);
    }
  }
}
