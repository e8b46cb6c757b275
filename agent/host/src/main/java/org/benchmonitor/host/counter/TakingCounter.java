package org.benchmonitor.host.counter;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.benchmonitor.bootstrap.Clock;
import org.benchmonitor.host.sample.HostRoom;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.setup.config.ClockChoice;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Lets the clock of the hot path go over to the time stamp counter where it can be read and
 * trusted, and leave it when the kernel leaves it.
 *
 * <p>Only the agent's main thread calls {@link #look}. A short-lived thread of the agent makes the
 * counter and tries it.
 */
public final class TakingCounter {
  /** The first seconds are the host's: making the counter takes some 70 ms of CPU. */
  private static final long NOT_BEFORE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final long SOURCE_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** What it loads of the JDK takes one or two; below this a host may need the rest itself. */
  private static final long LEAST_METASPACE = 24L << 20;

  private static final long LEAST_HEAP = 16L << 20;

  private final ClockChoice choice;
  private final CounterConditions conditions;
  private final HostRoom.Source room;
  private final AgentThreads threads;
  private final BooleanSupplier leaving;
  private final AgentLog log;
  private final LongSupplier nanoTime;
  private boolean begun;
  private long nextNanos;

  /**
   * Makes it; nothing is looked at yet.
   *
   * @param room what the host has left
   * @param leaving whether the monitor leaves the JVM, so that nothing more is begun
   */
  public TakingCounter(
      ClockChoice choice,
      HostRoom.Source room,
      AgentThreads threads,
      BooleanSupplier leaving,
      AgentLog log) {
    this(choice, CounterConditions.ofThisJvm(), room, threads, leaving, log, System::nanoTime);
  }

  TakingCounter(
      ClockChoice choice,
      CounterConditions conditions,
      HostRoom.Source room,
      AgentThreads threads,
      BooleanSupplier leaving,
      AgentLog log,
      LongSupplier nanoTime) {
    this.choice = choice;
    this.conditions = conditions;
    this.room = room;
    this.threads = threads;
    this.leaving = leaving;
    this.log = log;
    this.nanoTime = nanoTime;
    this.nextNanos = nanoTime.getAsLong() + (mayTake() ? NOT_BEFORE_NANOS : 0);
  }

  private boolean mayTake() {
    return (choice == ClockChoice.AUTO || choice == ClockChoice.TSC) && ClockChoice.hasTsc();
  }

  /** Begins once it is time, and looks every minute at the kernel's clock source. */
  public void look() {
    if (nanoTime.getAsLong() - nextNanos < 0) {
      return;
    }
    nextNanos = nanoTime.getAsLong() + SOURCE_EVERY_NANOS;
    if (!begun) {
      begun = true;
      begin();
    } else if (Clock.isTimeStampCounter()) {
      leaveWithTheKernel();
    }
  }

  /** The clock outlives a detach, so an earlier attach may have decided. */
  @SuppressWarnings("ThreadPriorityCheck") // a hint where the system takes it; nothing relies on it
  private void begin() {
    if (Clock.isTimeStampCounter()) {
      goOnFromAnEarlierAttach();
    } else if (mayTake()) {
      Thread thread = threads.once("monitor-counter", this::take);
      thread.setPriority(Thread.MIN_PRIORITY);
      thread.start();
    }
  }

  private void goOnFromAnEarlierAttach() {
    if (choice == ClockChoice.NANOTIME) {
      Clock.leave();
      log.info("the clock is nanoTime from now on: an earlier attach had taken the counter");
    } else {
      log.info("the clock is the time stamp counter already, since an earlier attach");
    }
  }

  private void leaveWithTheKernel() {
    String obstacle = conditions.otherSource();
    if (obstacle != null) {
      Clock.leave();
      log.warn("the clock is nanoTime from now on: " + obstacle);
    }
  }

  private void take() {
    String obstacle = tried();
    if (obstacle == null) {
      log.info("the clock is the time stamp counter from now on");
    } else if (choice == ClockChoice.TSC) {
      log.warn("the clock is not the time stamp counter: " + obstacle);
    } else {
      log.info("the clock is not the time stamp counter: " + obstacle);
    }
  }

  /** Tries the counter and goes over to it, or says why not. */
  private @Nullable String tried() {
    if (Clock.hasFallenBack()) {
      return "this JVM has left a counter before, and stays with nanoTime";
    }
    try {
      String obstacle = conditions.obstacle(choice);
      return obstacle == null ? triedCounter() : obstacle;
    } catch (Exception | LinkageError refused) {
      Throwable cause = refused.getCause();
      return "this system refuses it: " + (cause == null ? refused : cause);
    }
  }

  private @Nullable String triedCounter() throws Exception {
    HostRoom left = room.read();
    if (left.metaspace() < LEAST_METASPACE || left.heap() < LEAST_HEAP) {
      return "the host has too little room for what it loads";
    }
    CounterClass counter = CounterClass.define();
    CounterTrial.Result result =
        new CounterTrial(counter::count, System::nanoTime, Rest::nanos).run();
    if (result.fault() != null) {
      return result.fault();
    }
    if (leaving.getAsBoolean()) {
      return "the monitor leaves";
    }
    return Clock.take(counter.ticks(), counter.ticksOrdered(), result.nanosPerCount())
        ? null
        : "the clock has failed meanwhile, and stays nanoTime";
  }
}
