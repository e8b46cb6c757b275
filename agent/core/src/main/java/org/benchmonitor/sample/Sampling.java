package org.benchmonitor.sample;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.SessionListener;
import org.benchmonitor.config.StopWay;
import org.benchmonitor.log.AgentLog;
import org.benchmonitor.model.Mark;
import org.benchmonitor.model.RunStatus;
import org.benchmonitor.model.SnapshotListener;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the sampling: the ticks, the hiccup meter and the messages of errors; all daemons.
 *
 * <p>Made, started and stopped by the agent's own threads; {@link #sessionListener} is called by
 * the host's.
 */
public final class Sampling {
  private static final long POLL_NANOS = 20_000_000;
  private static final long MESSAGES_NANOS = 200_000_000;
  private static final long LAST_MESSAGE_NANOS = 100_000_000;
  private static final long IDLE_MESSAGES_NANOS = 500_000_000;
  private static final long STUCK_NANOS = 2_000_000_000;
  private static final long RECOVERY_NANOS = 100_000_000;
  private static final int MOST_REPLACEMENTS = 3;

  private final Recording recording;
  private final SamplerOptions options;
  private final ThreadGroup group;
  private final OwnCost cost;
  private final List<SnapshotListener> listeners;
  private final Marks marks = new Marks();
  private final Ticker ticker = Ticker.system();
  private final HiccupMeter hiccups =
      new HiccupMeter(ticker, marks, new HiccupPace(Sampling::cpuNanosOfThisThread));
  private final MessageThreads messages;
  private final SessionState sessions = new SessionState();

  private volatile @Nullable Sampler sampler;
  private volatile @Nullable GcMarks gcMarks;
  private volatile @Nullable HostControl control;
  private volatile boolean stopped;
  private volatile @Nullable Thread tickThread;

  /**
   * Makes the sampling; nothing runs yet.
   *
   * @param group the group of the agent's own threads, whose CPU time is measured
   * @param cost what the agent itself costs
   * @param listeners told of each snapshot in this order
   */
  public Sampling(
      Recording recording,
      SamplerOptions options,
      ThreadGroup group,
      OwnCost cost,
      List<SnapshotListener> listeners) {
    this.recording = recording;
    this.options = options;
    this.group = group;
    this.cost = cost;
    this.listeners = List.copyOf(listeners);
    this.messages = new MessageThreads(new ErrorMessages(recording));
  }

  /** Starts all threads and returns at once. */
  public void start() {
    Thread ticking = thread("monitor-sampler", this::sample);
    tickThread = ticking;
    ticking.start();
    thread("monitor-hiccup", hiccups).start();
    messages.startAnother();
  }

  /** Asked for by the meter's thread, so that nothing of the management is loaded before. */
  private static long cpuNanosOfThisThread() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : -1;
  }

  private Thread thread(String name, Runnable work) {
    Thread thread = new Thread(group, work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** One failure, such as a want of memory that passes, must not be the end of all sampling. */
  private void sample() {
    try {
      sampleAtOnce();
    } catch (RuntimeException | Error failure) {
      recover();
    }
    while (!stopped) {
      try {
        sampleNext();
      } catch (RuntimeException | Error failure) {
        recover();
      }
    }
  }

  /** So that there is something to show before the first interval is over. */
  private void sampleAtOnce() {
    Sampler made = sampler();
    GcMarks listening = new GcMarks(marks);
    gcMarks = listening;
    listening.listen();
    made.tick();
  }

  private void sampleNext() {
    Sampler made = sampler();
    waitForNextCut(made);
    if (!stopped) {
      messages.look();
      made.tick();
    }
  }

  private void recover() {
    Sampler made = sampler;
    if (made != null) {
      made.countFailure();
    }
    // What failed may fail again at once, and this thread must not take the host's CPU for it.
    LockSupport.parkNanos(RECOVERY_NANOS);
  }

  private void waitForNextCut(Sampler made) {
    long left = made.nanosToNextCut();
    while (left > 0 && !stopped && !made.isBeginDue()) {
      // While the first operation is awaited, a short poll lets the run begin without delay.
      LockSupport.parkNanos(made.isStarting() ? Math.min(left, POLL_NANOS) : left);
      left = made.nanosToNextCut();
    }
  }

  /** The sampler, made by whoever needs it first: its thread, a session method, or the end. */
  private synchronized Sampler sampler() {
    Sampler made = sampler;
    if (made == null) {
      made =
          new Sampler(
              recording,
              options,
              ticker,
              new JvmSystemSource(group, hiccups, ticker),
              marks,
              messages.source,
              cost,
              listeners);
      sampler = made;
    }
    return made;
  }

  /**
   * Makes what controls the run.
   *
   * @param way how a stop is done
   * @param stopper does it, in each way but that of interrupting the workers
   */
  public HostControl control(StopWay way, RunStopper stopper, AgentLog log) {
    HostControl made = new HostControl(this::sampler, this::lookAgain, group, way, stopper, log);
    control = made;
    return made;
  }

  private void lookAgain() {
    LockSupport.unpark(tickThread);
  }

  /** Marks something that has just ended; any thread. */
  public void mark(Mark.Kind kind, long durationNanos, String text) {
    marks.add(
        new Mark(ticker.instantOf(ticker.nanos() - durationNanos), kind, durationNanos, text));
  }

  /** What the probe tells of the host's session method and of its exit. */
  public SessionListener sessionListener() {
    return sessions;
  }

  /**
   * Ends the run, if it has not ended, with the last partial interval, counted to the last
   * operation.
   */
  public void end(RunStatus status, String reason) {
    messages.finish();
    sampler().endSession(status, reason);
  }

  /** The code that the host gave to {@code System.exit}, if it was seen. */
  public OptionalInt exitCode() {
    return sessions.exitCode;
  }

  /** Stops the threads; waits for the sampler's at most this long. */
  public void stop(long joinMillis) throws InterruptedException {
    stopped = true;
    HostControl controlling = control;
    if (controlling != null) {
      controlling.close();
    }
    messages.wake();
    hiccups.stop();
    GcMarks listening = gcMarks;
    if (listening != null) {
      listening.close();
    }
    Thread ticking = tickThread;
    if (ticking != null) {
      LockSupport.unpark(ticking);
      ticking.join(joinMillis);
    }
  }

  /** Begins and ends runs with the host's session method; nested entries belong to the first. */
  private final class SessionState implements SessionListener {
    private int depth;
    private volatile OptionalInt exitCode = OptionalInt.empty();

    @Override
    public synchronized void entered() {
      if (depth++ == 0) {
        sampler().beginSession();
      }
    }

    @Override
    public synchronized void left(@Nullable Throwable thrown) {
      if (depth > 0 && --depth == 0) {
        if (thrown == null) {
          sampler().endSession(RunStatus.COMPLETED, "the session method returned");
        } else {
          sampler()
              .endSession(
                  RunStatus.FAILED, "the session method threw " + thrown.getClass().getName());
        }
      }
    }

    @Override
    public void exiting(int code) {
      exitCode = OptionalInt.of(code);
    }
  }

  /** The threads that ask exceptions for their messages; one at a time, replaced when stuck. */
  private final class MessageThreads {
    private final ErrorMessages source;
    private final List<Thread> threads = new ArrayList<>();

    MessageThreads(ErrorMessages source) {
      this.source = source;
    }

    synchronized void startAnother() {
      int number = threads.size() + 1;
      Thread made = new HostCaller(group, () -> work(number), "monitor-errors-" + number);
      threads.add(made);
      made.start();
    }

    /** Lets those that wait look whether to go on; one inside a host's method does so after it. */
    synchronized void wake() {
      threads.forEach(LockSupport::unpark);
    }

    private void work(int number) {
      while (!stopped && number == current()) {
        boolean any = source.drain();
        LockSupport.parkNanos(any ? MESSAGES_NANOS : IDLE_MESSAGES_NANOS);
      }
    }

    private synchronized int current() {
      return threads.size();
    }

    /** Replaces a thread that a host's exception holds; after a few, goes on without messages. */
    void look() {
      if (source.isStuck(STUCK_NANOS)) {
        if (current() < MOST_REPLACEMENTS) {
          startAnother();
        } else {
          source.drainWithoutMessages();
        }
      }
    }

    /** Takes what is left at the end of the run; waits shortly for a message under way. */
    void finish() {
      long deadline = System.nanoTime() + LAST_MESSAGE_NANOS;
      while (source.isStuck(0) && System.nanoTime() < deadline) {
        LockSupport.parkNanos(1_000_000);
      }
      if (source.isStuck(0)) {
        source.drainWithoutMessages();
      } else {
        source.drain();
      }
    }
  }
}
