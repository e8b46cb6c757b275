package org.benchmonitor.run.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.benchmonitor.run.frame.ReadFigures.Part;
import org.benchmonitor.run.frame.RecordedRun.Ending;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run from frames; one thread, once.
 *
 * <p>Whatever the bytes are, it reads the run up to the last tick before the first frame that is
 * not whole. The frame of the run's state ends a tick, and nothing of a tick counts without it.
 * Making the totals reads all histograms, and so finds one that is none. The figures of an interval
 * are made when they are asked for.
 */
public final class FrameReader {
  private final RunHeader header;
  private final int mostIntervals;
  private final NumbersRead names = new NumbersRead();
  private final List<Interval> intervals = new ArrayList<>();
  private final List<LogEntry> log = new ArrayList<>();
  private final Phases phases = new Phases();
  private final WorkerFrames.Read workers = new WorkerFrames.Read();
  private final ErrorFrames.Read errors = new ErrorFrames.Read();
  private InstrumentationReport instrumentation = InstrumentationReport.EMPTY;
  private MonitorCost cost = MonitorCost.NONE;
  private @Nullable RunState run;
  private @Nullable Footer footer;
  private boolean understood = true;
  private @Nullable Map<String, String> tags;

  private FrameReader(RunHeader header, int mostIntervals) {
    this.header = header;
    this.mostIntervals = mostIntervals;
  }

  /**
   * Reads a run.
   *
   * @param file from its header on; nobody may change its bytes afterwards
   * @throws BadFrame if it does not begin with a header that can be read, or has no whole tick
   */
  public static RecordedRun read(ByteBuffer file) throws BadFrame {
    return read(file, UnaryOperator.identity());
  }

  /**
   * The same in a process that may use all processors.
   *
   * @param split makes a stream of work parallel
   */
  public static RecordedRun read(ByteBuffer file, UnaryOperator<IntStream> split) throws BadFrame {
    RunHeader header = header(new FrameScanner(file));
    Extent extent = Extent.of(file);
    FrameReader reader = upTo(header, extent, file, Integer.MAX_VALUE);
    Marking marking = Marking.ofEnd(file);
    try {
      return reader.made(extent, marking, split);
    } catch (IllegalArgumentException wrong) {
      // Nothing of that tick may count, so all is read again up to it.
      return upTo(header, extent, file, reader.firstThatIsNotWhole()).made(extent, marking, split);
    }
  }

  /**
   * Reads so many intervals at most.
   *
   * @param header of the file
   * @param extent of the file, whose sums are right so far
   */
  private static FrameReader upTo(
      RunHeader header, Extent extent, ByteBuffer file, int mostIntervals) {
    FrameScanner scanner = FrameScanner.ofRightSums(file);
    FrameReader reader = new FrameReader(header, mostIntervals);
    scanner.next(); // the header
    try {
      while (scanner.whole() < extent.whole && scanner.next()) {
        reader.frame(scanner.type(), scanner.payload());
      }
    } catch (BadFrame notUnderstood) {
      // As one that is not whole: what comes after it may build on it.
      reader.understood = false;
    }
    return reader;
  }

  private int firstThatIsNotWhole() throws BadFrame {
    for (int i = 0; i < intervals.size(); i++) {
      if (intervals.get(i).lateFigures() instanceof ReadFigures read && !read.isWhole()) {
        return i;
      }
    }
    throw new BadFrame("it counts more calls than can be");
  }

  static RunHeader header(FrameScanner scanner) throws BadFrame {
    if (!scanner.next() || scanner.type() != FrameType.HEADER) {
      throw new BadFrame("it does not begin with the header of a recorded run");
    }
    return HeaderText.read(scanner.payload().all());
  }

  /**
   * How much of a file counts.
   *
   * @param whole the bytes up to the last frame that ends a tick, or stands by itself behind one
   * @param end the bytes of all whole frames
   * @param damaged whether they end at a wrong sum
   */
  record Extent(int whole, int end, boolean damaged) {
    /**
     * That of a record.
     *
     * @throws BadFrame if it does not begin with a header that can be read
     */
    static Extent ofRecord(ByteBuffer file) throws BadFrame {
      header(new FrameScanner(file));
      return of(file);
    }

    static Extent of(ByteBuffer file) {
      FrameScanner scanner = new FrameScanner(file);
      int whole = 0;
      boolean open = false;
      while (scanner.next()) {
        open = scanner.type() != FrameType.RUN && (open || isOfATick(scanner.type()));
        whole = open ? whole : scanner.whole();
      }
      return new Extent(whole, scanner.whole(), scanner.isDamaged());
    }

    private static boolean isOfATick(int type) {
      return switch (type) {
        case FrameType.NAMES,
            FrameType.INTERVAL,
            FrameType.ERROR_TYPES,
            FrameType.ERROR,
            FrameType.WORKERS,
            FrameType.MONITOR,
            FrameType.INSTRUMENTATION,
            FrameType.PHASE ->
            true;
        default -> false;
      };
    }
  }

  private void frame(int type, FrameInput in) throws BadFrame {
    switch (type) {
      case FrameType.HEADER -> throw new BadFrame("a second header begins another run");
      case FrameType.NAMES -> names.read(in);
      case FrameType.INTERVAL -> add(IntervalFrames.read(in, names, header.digits()));
      case FrameType.PHASE -> phases.add(RunFrames.readPhase(in));
      case FrameType.RUN -> run = RunFrames.readRun(in);
      case FrameType.ERROR_TYPES -> errors.readTypes(in, names);
      case FrameType.WORKERS -> workers.read(in, names);
      case FrameType.FOOTER -> footer = Footer.read(in);
      default -> aside(type, in);
    }
  }

  /** Nothing builds on these: one that is not understood is left out. */
  private void aside(int type, FrameInput in) {
    try {
      switch (type) {
        case FrameType.ERROR -> errors.readEvent(in, names);
        case FrameType.MONITOR -> cost = RunFrames.readCost(in);
        case FrameType.INSTRUMENTATION -> instrumentation = InstrumentationFrames.read(in);
        case FrameType.LOG -> log.add(LogFrames.read(in));
        case FrameType.TAGS -> tags = Marking.readTags(in);
        default -> {
          // Of a later version.
        }
      }
    } catch (BadFrame notUnderstood) {
      return;
    }
  }

  private void add(Interval interval) throws BadFrame {
    if (intervals.size() == mostIntervals) {
      throw new BadFrame("a histogram has not the values that it should");
    }
    if (!intervals.isEmpty()
        && intervals.get(intervals.size() - 1).sequence() >= interval.sequence()) {
      throw new BadFrame("interval " + interval.sequence() + " comes out of turn");
    }
    intervals.add(interval);
    footer = null;
  }

  private RecordedRun made(Extent extent, Marking marking, UnaryOperator<IntStream> split)
      throws BadFrame {
    RunState state = run;
    Map<String, String> given = tags;
    if (intervals.isEmpty() || state == null) {
      throw new BadFrame("it has no whole tick");
    }
    Snapshot latest =
        new Snapshot(
            intervals.get(intervals.size() - 1),
            together(false).make(split),
            together(true).make(split),
            workers.workers(),
            errors.errors(names),
            phases.of(state),
            cost);
    return new RecordedRun(
        given == null ? header : header.ofTags(given),
        instrumentation,
        latest,
        List.copyOf(intervals),
        List.copyOf(log),
        ending(understood && !extent.damaged),
        extent.whole,
        marking);
  }

  private ReadFigures together(boolean warmup) {
    List<Part> parts = new ArrayList<>();
    for (Interval interval : intervals) {
      if (interval.warmup() == warmup
          && !isBeforeTheRun(interval)
          && interval.lateFigures() instanceof ReadFigures read) {
        parts.addAll(read.parts());
      }
    }
    return new ReadFigures(header.digits(), parts);
  }

  /** A report has the time before the first operation, too, which is in no throughput. */
  private static boolean isBeforeTheRun(Interval interval) {
    return interval.status() == RunStatus.STARTING && interval.lateFigures().count() == 0;
  }

  private Ending ending(boolean isUndamaged) {
    Footer told = footer;
    if (!isUndamaged) {
      return Ending.DAMAGED;
    }
    if (told == null) {
      return Ending.OPEN;
    }
    long successes = 0;
    long failures = 0;
    for (Interval interval : intervals) {
      failures += interval.lateFigures().errors();
      successes += interval.lateFigures().count() - interval.lateFigures().errors();
    }
    return successes == told.allSuccesses() && failures == told.allFailures()
        ? Ending.WHOLE
        : Ending.INCOMPLETE;
  }
}
