package org.benchmonitor.run.frame;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.frame.Numbers.Kind;
import org.benchmonitor.run.frame.ReadFigures.Operation;
import org.benchmonitor.run.frame.ReadFigures.Part;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.SystemFigures;
import org.jspecify.annotations.Nullable;

/** The frame of an interval: what was counted in it, and the JVM meanwhile. */
final class IntervalFrames {
  private final FrameBuffer out;
  private final Numbers operations;
  private final Numbers errorTypes;
  private final Numbers collectors;
  private final Numbers rules;

  IntervalFrames(
      FrameBuffer out, Numbers operations, Numbers errorTypes, Numbers collectors, Numbers rules) {
    this.out = out;
    this.operations = operations;
    this.errorTypes = errorTypes;
    this.collectors = collectors;
    this.rules = rules;
  }

  /**
   * Writes the frame, and before it those of the names that are new.
   *
   * @param ticks of the run that it covers
   */
  void write(Interval interval, long ticks) {
    Part part = ReadFigures.part(interval.lateFigures());
    List<Operation> all = part.operations();
    for (Operation one : all) {
      operations.add(one.name());
      CorrectedOutcome corrected = one.corrected();
      if (corrected != null) {
        rules.add(corrected.rule());
      }
    }
    for (ErrorCounts.Count one : interval.errors().types()) {
      errorTypes.add(one.type());
    }
    SystemFrames.name(interval.system(), collectors);
    out.begin(FrameType.INTERVAL)
        .count(interval.sequence())
        .count(ticks)
        .time(interval.start())
        .count(interval.nanos())
        .unsigned(Codes.of(interval.status()))
        .flag(interval.warmup())
        .count(part.lengthNanos())
        .number(interval.activeWorkers())
        .countOrUnknown(interval.inFlight())
        .unsigned(all.size());
    for (Operation one : all) {
      out.unsigned(operations.of(one.name()));
      one.successes().write(out);
      one.failures().write(out);
    }
    out.unsigned(interval.errors().types().size());
    for (ErrorCounts.Count one : interval.errors().types()) {
      out.unsigned(errorTypes.of(one.type())).count(one.count());
    }
    SystemFrames.write(interval.system(), collectors, out);
    writeMarks(interval.marks());
    writeCorrected(all);
    out.end();
  }

  /** Behind all else, where a reader of an earlier version leaves it. */
  private void writeCorrected(List<Operation> all) {
    int size = 0;
    for (Operation one : all) {
      size += one.corrected() == null ? 0 : 1;
    }
    if (size > 0) {
      out.unsigned(size);
    }
    for (Operation one : all) {
      CorrectedOutcome corrected = one.corrected();
      if (corrected != null) {
        out.unsigned(operations.of(one.name())).unsigned(rules.of(corrected.rule()));
        corrected.outcome().write(out);
      }
    }
  }

  private void writeMarks(List<Mark> marks) {
    out.unsigned(marks.size());
    for (Mark mark : marks) {
      Long duration = mark.durationNanos();
      out.time(mark.at()).unsigned(Codes.of(mark.kind())).flag(duration != null);
      if (duration != null) {
        out.count(duration);
      }
      out.text(mark.text());
    }
  }

  /**
   * Reads an interval; whether its histograms are some is for {@link ReadFigures#isWhole} to tell.
   *
   * @param digits significant digits of its histograms
   */
  static Interval read(FrameInput in, NumbersRead names, int digits) throws BadFrame {
    long sequence = in.count();
    in.count(); // the ticks that it covers, which the intervals have no place for
    Instant start = in.time();
    Instant end = start.plusNanos(in.nanos());
    RunStatus status = Codes.status(in.small());
    boolean warmup = in.flag();
    long length = in.nanos();
    double active = in.number();
    long inFlight = in.countOrUnknown();
    List<Operation> operations = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      String name = names.name(Kind.OPERATION, in.small());
      operations.add(new Operation(name, Outcome.read(in), Outcome.read(in), null));
    }
    List<ErrorCounts.Count> errors = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      errors.add(new ErrorCounts.Count(names.name(Kind.ERROR_TYPE, in.small()), in.count()));
    }
    SystemFigures system = SystemFrames.read(in, names);
    List<Mark> marks = marks(in);
    readCorrected(in, names, operations);
    return new Interval(
        sequence,
        start,
        end,
        status,
        warmup,
        new ReadFigures(digits, List.of(new Part(length, List.copyOf(operations)))),
        errors.isEmpty() ? ErrorCounts.NONE : new ErrorCounts(List.copyOf(errors)),
        active,
        inFlight,
        system,
        marks);
  }

  private static void readCorrected(FrameInput in, NumbersRead names, List<Operation> operations)
      throws BadFrame {
    if (!in.hasMore()) {
      return;
    }
    Map<String, CorrectedOutcome> byName = new HashMap<>();
    for (int left = in.size(); left > 0; left--) {
      byName.put(
          names.name(Kind.OPERATION, in.small()),
          new CorrectedOutcome(names.name(Kind.RULE, in.small()), Outcome.read(in)));
    }
    operations.replaceAll(
        one -> new Operation(one.name(), one.successes(), one.failures(), byName.get(one.name())));
  }

  private static List<Mark> marks(FrameInput in) throws BadFrame {
    List<Mark> marks = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      Instant at = in.time();
      Mark.Kind kind = Codes.mark(in.small());
      @Nullable Long duration = in.flag() ? (Long) in.nanos() : null;
      String text = in.text();
      if (kind != null) {
        // A kind of a later version is left out.
        marks.add(new Mark(at, kind, duration, text));
      }
    }
    return List.copyOf(marks);
  }
}
