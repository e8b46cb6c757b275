package org.benchmonitor.run.frame;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.benchmonitor.run.frame.Numbers.Kind;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Turns the snapshots of one run into frames. One thread at a time.
 *
 * <p>What has been added since the last {@link #clear} is {@link #frames}, so that a tick is one
 * write. If adding or writing fails, {@link #anew} must be called: the frames of a tick build on
 * those before. Loads no class of Jackson, and makes no figures but the interval's.
 */
public final class FrameWriter {
  /** What is only counted and changes with each tick is written once in so many. */
  private static final int TICKS_OF_COUNTS = 60;

  private final RunHeader header;
  private final FrameBuffer out = new FrameBuffer();
  private final Numbers operations = new Numbers(Kind.OPERATION, out);
  private final Numbers errorTypes = new Numbers(Kind.ERROR_TYPE, out);
  private final Numbers collectors = new Numbers(Kind.COLLECTOR, out);
  private final Numbers rules = new Numbers(Kind.RULE, out);
  private final IntervalFrames intervals =
      new IntervalFrames(out, operations, errorTypes, collectors, rules);
  private final WorkerFrames workers = new WorkerFrames(out, operations, errorTypes);
  private final ErrorFrames errors = new ErrorFrames(out, operations, errorTypes);
  private @Nullable InstrumentationReport instrumentation;
  private @Nullable MonitorCost cost;
  private RunState.@Nullable Phase lastPhase;

  /** Whether the header has been written. */
  private boolean begun;

  private boolean warmup;
  private long sequence;
  private long writtenSequence;
  private int ticks;
  private boolean anew;

  /** Begins a file with its header. */
  public FrameWriter(RunHeader header) {
    this.header = header;
    writeHeader();
  }

  private void writeHeader() {
    out.begin(FrameType.HEADER).raw(HeaderText.Writing.bytes(header)).end();
  }

  /**
   * Adds what a snapshot has that those before had not.
   *
   * @param report what the patterns have matched by then
   */
  public void add(Snapshot snapshot, InstrumentationReport report) {
    Interval interval = snapshot.interval();
    add(interval, sequence == 0 ? 1 : interval.sequence() - sequence);
    addState(snapshot, report);
  }

  /**
   * Adds an interval alone. It counts once the state of a snapshot is added behind it.
   *
   * @param interval with its histograms, later than those before
   * @param ticks that it covers
   */
  public void add(Interval interval, long ticks) {
    if (anew) {
      operations.again();
      errorTypes.again();
      collectors.again();
      rules.again();
      anew = false;
    }
    intervals.write(interval, ticks);
    sequence = interval.sequence();
    if (warmup && !interval.warmup()) {
      // The errors are counted anew.
      errors.beginAnew();
    }
    warmup = interval.warmup();
  }

  /**
   * Adds all of a snapshot but its interval, and ends the tick.
   *
   * @param report what the patterns have matched by then
   */
  public void addState(Snapshot snapshot, InstrumentationReport report) {
    boolean last = snapshot.run().status().isEnded();
    workers.write(snapshot.workers(), last);
    errors.write(snapshot.errors());
    boolean counts = isCountingDue(snapshot);
    if (counts || isOther(snapshot.cost())) {
      RunFrames.write(snapshot.cost(), out);
      cost = snapshot.cost();
    }
    if (counts || InstrumentationFrames.isOther(instrumentation, report)) {
      InstrumentationFrames.write(report, out);
      instrumentation = report;
    }
    ticks++;
    writePhases(snapshot.run().phases());
    // Behind all else of the tick: a reader takes none of it before.
    RunFrames.write(snapshot.run(), out);
  }

  /** Whether this snapshot, if it is the next one, is written with what is only counted. */
  public boolean isCountingDue(Snapshot next) {
    return next.run().status().isEnded() || ticks % TICKS_OF_COUNTS == 0;
  }

  /** Whether anything else than a count has changed: what an operation costs is measured late. */
  private boolean isOther(MonitorCost now) {
    MonitorCost written = cost;
    return written == null
        || !written.clock().equals(now.clock())
        || !Objects.equals(written.operation(), now.operation());
  }

  private void writePhases(List<RunState.Phase> phases) {
    int from = 0;
    for (int i = 0; i < phases.size(); i++) {
      if (lastPhase != null && isSame(lastPhase, phases.get(i))) {
        from = i + 1;
      }
    }
    if (lastPhase != null && from == 0) {
      // The first one stays; of the others the oldest went.
      from = Math.min(1, phases.size());
    }
    for (RunState.Phase phase : phases.subList(from, phases.size())) {
      RunFrames.write(phase, out);
      lastPhase = phase;
    }
  }

  private static boolean isSame(RunState.Phase one, RunState.Phase other) {
    return one.status() == other.status() && one.since().equals(other.since());
  }

  /** Adds an entry of the log. */
  public void add(LogEntry entry) {
    LogFrames.write(entry, out);
  }

  /**
   * Ends the file after the last snapshot was added: its totals are what all intervals together
   * must come to.
   */
  public void end(Snapshot last) {
    Footer.write(last, out);
  }

  /**
   * Forgets the frames, which could not be written. The next snapshot is added with all that it
   * needs, so that a reader who never saw them understands it.
   *
   * @param addedAgain whether the next snapshot has what was in them; else a reader sees the gap
   */
  public void anew(boolean addedAgain) {
    out.clear();
    if (!begun) {
      writeHeader();
    }
    anew = true;
    workers.anew();
    errors.anew();
    instrumentation = null;
    cost = null;
    lastPhase = null;
    sequence = addedAgain ? writtenSequence : 0;
    ticks = 0;
  }

  /** All frames since the last {@link #clear}; holds until the next call. */
  public ByteBuffer frames() {
    return out.frames();
  }

  /** Forgets the frames, which have been written. */
  public void clear() {
    out.clear();
    begun = true;
    writtenSequence = sequence;
  }
}
