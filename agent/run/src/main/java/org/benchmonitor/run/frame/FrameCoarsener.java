package org.benchmonitor.run.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the frames of a run those that its writer would have made of fewer and longer snapshots.
 * One thread; loads no class of Jackson.
 *
 * <p>Once all frames are taken, its {@link #writer} goes on where the other one is: a reader of the
 * new frames knows all that one of the old frames does, but for resolution in time.
 */
public final class FrameCoarsener {
  /** So many intervals are held before they become one. */
  private static final int MOST_HELD = 4;

  private final LatencyHistogram scratch;
  private final Coarseness coarseness;
  private final FrameWriter writer;
  private final NumbersRead names = new NumbersRead();
  private final WorkerFrames.Read workers = new WorkerFrames.Read();
  private final ErrorFrames.Read errors = new ErrorFrames.Read();
  private final Phases phases = new Phases();
  private InstrumentationReport instrumentation = InstrumentationReport.EMPTY;
  private MonitorCost cost = MonitorCost.NONE;
  private @Nullable RunState run;

  /** What becomes one interval; of the first ones some may be merged already. */
  private final List<Held> group = new ArrayList<>();

  /** What becomes of the group, if it is being merged. */
  private @Nullable StepwiseMerge merge;

  /** The interval that was taken last, as long as it is not in the group. */
  private @Nullable Held next;

  private List<ErrorEvent> fresh = new ArrayList<>();
  private long logBytes;
  private long taken;
  private long written;

  /**
   * How much is merged.
   *
   * @param mostTicks in one interval
   * @param acrossStatuses whether intervals of two statuses may become one; never is one of the
   *     warm-up merged with one that is counted
   * @param skippedLogBytes of entries of the log that are left out, the oldest
   */
  public record Coarseness(long mostTicks, boolean acrossStatuses, long skippedLogBytes) {}

  private record Held(Interval interval, long ticks) {}

  /**
   * Begins anew.
   *
   * @param header that of the old frames
   */
  public FrameCoarsener(RunHeader header, Coarseness coarseness) {
    this.scratch = new LatencyHistogram(header.digits());
    this.coarseness = coarseness;
    this.writer = new FrameWriter(header);
  }

  /**
   * Takes frames, the first that it is given from the header on.
   *
   * @param goesOn asked before each frame, and before each operation that is merged
   * @return how many bytes it has taken, all of them whole frames
   * @throws BadFrame if they are not as a writer has made them
   */
  public int take(ByteBuffer frames, BooleanSupplier goesOn) throws BadFrame {
    FrameScanner scanner = new FrameScanner(frames);
    while (goesOn.getAsBoolean()) {
      Held held = next;
      if (merge != null) {
        mergeOne(merge);
      } else if (held != null) {
        place(held);
      } else if (scanner.next()) {
        take(scanner);
      } else {
        break;
      }
    }
    if (scanner.isDamaged()) {
      throw new BadFrame("a frame has a wrong sum");
    }
    return scanner.whole();
  }

  private void take(FrameScanner scanner) throws BadFrame {
    FrameInput in = scanner.payload();
    switch (scanner.type()) {
      case FrameType.NAMES -> names.read(in);
      case FrameType.INTERVAL -> {
        FrameInput again = scanner.payload();
        again.count(); // the sequence number
        next = new Held(IntervalFrames.read(in, names, scratch.digits()), again.count());
        taken++;
      }
      case FrameType.PHASE -> phases.add(RunFrames.readPhase(in));
      case FrameType.RUN -> run = RunFrames.readRun(in);
      case FrameType.ERROR_TYPES -> errors.readTypes(in, names);
      case FrameType.ERROR -> fresh.add(errors.readEvent(in, names));
      case FrameType.WORKERS -> workers.read(in, names);
      case FrameType.MONITOR -> cost = RunFrames.readCost(in);
      case FrameType.INSTRUMENTATION -> instrumentation = InstrumentationFrames.read(in);
      case FrameType.LOG -> addLog(scanner, in);
      default -> {
        // The header, which the writer has written.
      }
    }
  }

  private void addLog(FrameScanner scanner, FrameInput in) throws BadFrame {
    logBytes += scanner.length();
    if (logBytes > coarseness.skippedLogBytes) {
      writer.add(LogFrames.read(in));
    }
  }

  private void mergeOne(StepwiseMerge current) {
    if (current.step()) {
      Held all = new Held(current.merged(), groupTicks());
      group.clear();
      group.add(all);
      merge = null;
    }
  }

  /**
   * Puts an interval into the group, or ends that first. The interval is the first frame of its
   * tick, so what is written before the next frame is taken is as of the tick before.
   */
  private void place(Held one) {
    if (group.isEmpty() || isOfGroup(one)) {
      next = null;
      group.add(one);
      if (group.size() == MOST_HELD) {
        merge = merge();
      }
    } else if (group.size() > 1) {
      merge = merge();
    } else {
      write();
    }
  }

  private long groupTicks() {
    return group.stream().mapToLong(Held::ticks).sum();
  }

  private boolean isOfGroup(Held one) {
    Interval last = group.get(group.size() - 1).interval;
    return groupTicks() + one.ticks <= coarseness.mostTicks
        && (coarseness.acrossStatuses
            ? last.warmup() == one.interval.warmup()
            : Merging.areAlike(last, one.interval));
  }

  private StepwiseMerge merge() {
    return new StepwiseMerge(group.stream().map(Held::interval).toList(), scratch);
  }

  /**
   * Writes the group as it is, with the state of the run at its end. In the first tick there is
   * none yet; then it comes with the intervals behind.
   */
  private void write() {
    if (group.isEmpty()) {
      return;
    }
    Interval last = group.get(group.size() - 1).interval;
    for (Held one : group) {
      writer.add(one.interval, one.ticks);
    }
    written += group.size();
    group.clear();
    RunState state = run;
    if (state != null) {
      writer.addState(snapshot(last, state), instrumentation);
      fresh = new ArrayList<>();
    }
  }

  private Snapshot snapshot(Interval interval, RunState state) {
    Errors all = errors.errors(names);
    return new Snapshot(
        interval,
        Figures.EMPTY,
        Figures.EMPTY,
        workers.workers(),
        new Errors(all.total(), all.byType(), all.recent(), fresh, all.notSampled(), all.names()),
        phases.of(state),
        cost);
  }

  /**
   * Lets the writer have all that was taken, which must end with a whole tick. The last intervals
   * are not merged: that may take longer than the next tick.
   */
  public void finish() {
    write();
  }

  /** What writes the frames; the frames of a new file up to {@link FrameWriter#clear}. */
  public FrameWriter writer() {
    return writer;
  }

  /** How many intervals were taken. */
  public long taken() {
    return taken;
  }

  /** How many intervals were made of them. */
  public long written() {
    return written;
  }
}
