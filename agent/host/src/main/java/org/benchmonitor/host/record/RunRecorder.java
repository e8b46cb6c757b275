package org.benchmonitor.host.record;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.function.Function;
import org.benchmonitor.run.follow.Follower;
import org.benchmonitor.run.frame.FrameWriter;
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
 * none. A tick that cannot be written is merged with the next one, so what a full disk costs is
 * resolution and no call. What a killed JVM loses is the tick that was not written.
 */
public final class RunRecorder implements Follower {
  /** A log that says more than this in a tick is not worth its bytes. */
  private static final int MOST_ENTRIES = 100;

  private final Files files;
  private final Function<String, RunHeader> headers;
  private final Instrumentation instrumentation;
  private final Merging merging;
  private final AgentLog log;

  // Of the thread of the followers for disks.
  private @Nullable Open open;
  private @Nullable Snapshot pending;
  private boolean failing;
  private InstrumentationReport report = InstrumentationReport.EMPTY;
  private long reported;

  /** How many entries of the log are written. */
  private long logged;

  /** What the patterns have matched. */
  public interface Instrumentation {
    /** Another number as soon as a report has more than other counts; asked each tick. */
    long state();

    /** All of it; asked once in a minute, or when there is more. */
    InstrumentationReport report();
  }

  /** Makes the file of a run. */
  @FunctionalInterface
  public interface Files {
    /**
     * Makes a file.
     *
     * @param name of the run and the process
     * @throws IOException saying why there can be none
     */
    SeekableByteChannel make(String name) throws IOException;
  }

  /** The file of the run under way. */
  private record Open(String run, FrameWriter writer, RecordFile file) {}

  /**
   * Creates it without a file.
   *
   * @param headers the header of a run, by its identifier
   */
  public RunRecorder(
      Files files,
      Function<String, RunHeader> headers,
      Instrumentation instrumentation,
      Merging merging,
      AgentLog log) {
    this.files = files;
    this.headers = headers;
    this.instrumentation = instrumentation;
    this.merging = merging;
    this.log = log;
  }

  @Override
  public String name() {
    return "record";
  }

  @Override
  public Blocking blocking() {
    return Blocking.DISK;
  }

  @Override
  public void take(Snapshot snapshot) {
    Snapshot next = withPending(snapshot);
    if (open == null && next.isEmpty()) {
      return;
    }
    try {
      write(next);
      pending = null;
      if (failing) {
        failing = false;
        log.info("the run is recorded again");
      }
    } catch (IOException | RuntimeException failure) {
      pending = next;
      fail(failure);
    }
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
    Open current = open;
    if (current != null && !current.run.equals(snapshot.run().id())) {
      end();
      current = null;
    }
    if (current == null) {
      current = begin(snapshot);
      open = current;
    }
    AgentLog.Added entries = log.addedAfter(logged);
    try {
      int from = Math.max(0, entries.entries().size() - MOST_ENTRIES);
      for (LogEntry entry : entries.entries().subList(from, entries.entries().size())) {
        current.writer.add(entry);
      }
      current.writer.add(snapshot, report(current.writer, snapshot));
      if (snapshot.run().status().isEnded()) {
        current.writer.end(snapshot);
      }
      current.file.append(current.writer.frames());
      current.writer.clear();
      logged = entries.added();
    } catch (IOException | RuntimeException failure) {
      current.writer.anew(true);
      throw failure;
    } catch (Error withoutMemory) {
      // The snapshot is lost, and a reader sees the gap.
      current.writer.anew(false);
      throw withoutMemory;
    }
    if (snapshot.run().status().isEnded()) {
      end();
    }
  }

  private InstrumentationReport report(FrameWriter writer, Snapshot snapshot) {
    long state = instrumentation.state();
    if (state != reported || writer.isCountingDue(snapshot)) {
      report = instrumentation.report();
      reported = state;
    }
    return report;
  }

  private Open begin(Snapshot snapshot) throws IOException {
    String id = snapshot.run().id();
    RunHeader header = headers.apply(id);
    RecordFile file = new RecordFile(files.make(id + "-" + header.host().pid()));
    return new Open(id, new FrameWriter(header), file);
  }

  private void end() {
    Open ended = open;
    open = null;
    if (ended != null) {
      try {
        ended.file.close();
      } catch (IOException written) {
        // All of it has been written.
        return;
      }
    }
  }

  /** Said once until it is written again. */
  private void fail(Exception failure) {
    if (!failing) {
      failing = true;
      log.warn("the run cannot be recorded " + files + ", it is tried again: " + failure);
    }
  }

  @Override
  public void close() {
    end();
  }
}
