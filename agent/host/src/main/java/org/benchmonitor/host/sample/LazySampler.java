package org.benchmonitor.host.sample;

import java.util.List;
import java.util.function.Supplier;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.model.SnapshotListener;
import org.jspecify.annotations.Nullable;

/**
 * The sampler, made by the first thread that needs it: its own, one in the session method, or one
 * at the end. With it come the facts of the JVM, which load the JDK's management classes.
 *
 * <p>Any thread but the host's main thread before its main; others wait while one makes it.
 */
final class LazySampler implements Supplier<Sampler> {
  private final Recording recording;
  private final SamplerOptions options;
  private final AgentThreads threads;
  private final Ticker ticker;
  private final PendingMarks marks;
  private final ErrorMessages errors;
  private final OwnCost cost;
  private final MemoryBudget budget;
  private final List<SnapshotListener> listeners;
  private final HiccupMeter hiccups;
  private volatile @Nullable Sampler sampler;
  private volatile @Nullable JvmFacts jvm;
  private volatile JvmFacts.@Nullable GcListening gcListening;

  LazySampler(
      Recording recording,
      SamplerOptions options,
      AgentThreads threads,
      Ticker ticker,
      PendingMarks marks,
      ErrorMessages errors,
      OwnCost cost,
      MemoryBudget budget,
      List<SnapshotListener> listeners) {
    this.recording = recording;
    this.options = options;
    this.threads = threads;
    this.ticker = ticker;
    this.marks = marks;
    this.errors = errors;
    this.cost = cost;
    this.budget = budget;
    this.listeners = List.copyOf(listeners);
    this.hiccups = new HiccupMeter(ticker, marks, new HiccupPace(() -> jvm().ownCpuNanos()));
  }

  @Override
  public synchronized Sampler get() {
    Sampler made = sampler;
    if (made == null) {
      made =
          new Sampler(
              recording,
              options,
              ticker,
              new JvmSystemSource(jvm(), threads, hiccups, ticker),
              marks,
              errors,
              cost,
              budget,
              listeners);
      sampler = made;
    }
    return made;
  }

  private synchronized JvmFacts jvm() {
    JvmFacts made = jvm;
    if (made == null) {
      made = RuntimeModules.jvmFacts();
      jvm = made;
    }
    return made;
  }

  /** The meter of stalls, which runs on a thread of its own. */
  HiccupMeter hiccups() {
    return hiccups;
  }

  /** Marks collections from now on. */
  void listenForGc() {
    gcListening = jvm().listenForGc(marks, ticker);
  }

  /** Stops the marks of stalls and collections. */
  void stop() {
    hiccups.stop();
    JvmFacts.GcListening listening = gcListening;
    if (listening != null) {
      listening.close();
    }
  }

  /** Counts a failed cut, if there is a sampler. */
  void countFailure() {
    Sampler made = sampler;
    if (made != null) {
      made.countFailure();
    }
  }
}
