package org.benchmonitor.host.record;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.benchmonitor.run.follow.Follower;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Writes each run in which an operation began to a file of its own, one write a tick.
 *
 * <p>The file is made with the first operation, so a JVM that only inherited the option leaves
 * none. A tick that cannot be written, or that would be too much for the disk, is merged with the
 * next one, so what a full disk costs is resolution and no call. What a killed JVM loses is the
 * tick that was not written.
 */
public final class RunRecorder implements Follower {
  /** A log that says more than this in a tick is not worth its bytes. */
  private static final int MOST_ENTRIES = 100;

  private static final long MEBI = 1 << 20;

  private final RecordFiles files;
  private final RecordBounds bounds;
  private final Function<String, RunHeader> headers;
  private final Instrumentation instrumentation;
  private final Merging merging;
  private final LongSupplier nanoTime;
  private final AgentLog log;
  private final RateLimit rate;

  // Of the thread of the followers for disks.
  private @Nullable OpenRecord open;
  private @Nullable Snapshot pending;
  private InstrumentationReport report = InstrumentationReport.EMPTY;
  private long reported;

  /** How many entries of the log are written. */
  private long logged;

  /** Why nothing is written at present, or empty. */
  private volatile String failing = "";

  private boolean tooLarge;

  /** What the patterns have matched. */
  public interface Instrumentation {
    /** Another number as soon as a report has more than other counts; asked each tick. */
    long state();

    /** All of it; asked once in a minute, or when there is more. */
    InstrumentationReport report();
  }

  /**
   * Creates it without a file.
   *
   * @param headers the header of a run, by its identifier
   */
  public RunRecorder(
      RecordPlace place,
      RecordBounds bounds,
      Function<String, RunHeader> headers,
      Instrumentation instrumentation,
      Merging merging,
      AgentLog log) {
    this(place, bounds, headers, instrumentation, merging, System::nanoTime, log);
  }

  RunRecorder(
      RecordFiles files,
      RecordBounds bounds,
      Function<String, RunHeader> headers,
      Instrumentation instrumentation,
      Merging merging,
      LongSupplier nanoTime,
      AgentLog log) {
    this.files = files;
    this.bounds = bounds;
    this.headers = headers;
    this.instrumentation = instrumentation;
    this.merging = merging;
    this.nanoTime = nanoTime;
    this.log = log;
    this.rate = new RateLimit(bounds.bytesPerSecond(), nanoTime);
  }

  @Override
  public String name() {
    return "record";
  }

  @Override
  public Blocking blocking() {
    return Blocking.DISK;
  }

  /**
   * A JVM in which no operation begins has neither a thread nor a class for what is not written.
   */
  @Override
  public boolean wants(Snapshot snapshot) {
    return !snapshot.isEmpty();
  }

  @Override
  public boolean needsThreadAtOnce() {
    return false;
  }

  @Override
  public void take(Snapshot snapshot) {
    Snapshot next = withPending(snapshot);
    if (open == null && next.isEmpty()) {
      return;
    }
    if (!rate.isOpen() && !next.run().status().isEnded()) {
      pending = next;
      return;
    }
    try {
      write(next);
      pending = null;
      if (!failing.isEmpty()) {
        failing = "";
        log.info("the run is recorded again");
      }
    } catch (IOException | RuntimeException failure) {
      pending = next;
      fail(failure);
      return;
    }
    shrink();
  }

  private Snapshot withPending(Snapshot snapshot) {
    Snapshot before = pending;
    if (before == null) {
      return snapshot;
    }
    if (!before.run().id().equals(snapshot.run().id())) {
      log.warn("the end of run " + before.run().id() + " is missing in its record");
      pending = null;
      end();
      return snapshot;
    }
    return merging.asOne(before, snapshot);
  }

  private void write(Snapshot snapshot) throws IOException {
    OpenRecord current = open;
    if (current != null && !current.run().equals(snapshot.run().id())) {
      end();
      current = null;
    }
    long free = files.free();
    if (free < bounds.leastFree()) {
      throw new IOException(noRoom(free, bounds));
    }
    if (current == null) {
      current = begin(snapshot);
      open = current;
    }
    AgentLog.Added added = log.addedAfter(logged);
    List<LogEntry> entries = added.entries();
    int from = Math.max(0, entries.size() - MOST_ENTRIES);
    rate.used(
        current.add(
            snapshot, entries.subList(from, entries.size()), report(current, snapshot), free));
    logged = added.added();
    if (snapshot.run().status().isEnded()) {
      end();
    }
  }

  static String noRoom(long free, RecordBounds bounds) {
    return "the disk has "
        + free / MEBI
        + " MB left, and "
        + bounds.leastFree() / MEBI
        + " MB stay free for others";
  }

  private InstrumentationReport report(OpenRecord current, Snapshot snapshot) {
    long state = instrumentation.state();
    if (state != reported || current.isCountingDue(snapshot)) {
      report = instrumentation.report();
      reported = state;
    }
    return report;
  }

  private OpenRecord begin(Snapshot snapshot) throws IOException {
    String id = snapshot.run().id();
    RunHeader header = headers.apply(id);
    RecordFiles.Slot slot = files.make(id + "-" + header.host().pid());
    tooLarge = false;
    return new OpenRecord(header, slot, bounds, nanoTime);
  }

  private void shrink() {
    OpenRecord current = open;
    if (current == null) {
      return;
    }
    try {
      current.shrink();
    } catch (IOException failure) {
      if (!tooLarge) {
        tooLarge = true;
        log.warn("the record of the run grows beyond its bound: " + failure.getMessage());
      }
    }
  }

  private void end() {
    OpenRecord ended = open;
    open = null;
    if (ended != null) {
      try {
        ended.close();
      } catch (IOException written) {
        // All of it has been written.
        return;
      }
    }
  }

  /** Said once until it is written again. */
  private void fail(Exception failure) {
    boolean isNew = failing.isEmpty();
    failing = String.valueOf(failure.getMessage());
    if (isNew) {
      log.warn("the run cannot be recorded " + files + ", it is tried again: " + failure);
    }
  }

  /** What the page should say; any thread. */
  public List<String> warnings() {
    String why = failing;
    return why.isEmpty()
        ? List.of()
        : List.of("The run cannot be recorded " + files + ": " + why + ". It is tried again.");
  }

  @Override
  public void close() {
    end();
  }
}
