package org.benchmonitor.run.frame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.benchmonitor.run.frame.Numbers.Kind;
import org.benchmonitor.run.model.WorkerFigures;
import org.benchmonitor.run.model.Workers;
import org.jspecify.annotations.Nullable;

/**
 * The frames of the workers: how many there are, and the rows that have changed. One thread.
 *
 * <p>A row of a worker that is at work changes each tick. Few are written each tick, many once in a
 * while and at the end: else they would be most of a file, and readers keep only the last.
 */
final class WorkerFrames {
  /** So many rows are written each tick, more of them once in {@link #TICKS_OF_MANY}. */
  static final int FEW = 50;

  static final int TICKS_OF_MANY = 10;

  private final FrameBuffer out;
  private final Numbers operations;
  private final Numbers errorTypes;
  private Map<Long, WorkerFigures> written = new HashMap<>();
  private boolean anew = true;
  private int ticks;

  WorkerFrames(FrameBuffer out, Numbers operations, Numbers errorTypes) {
    this.out = out;
    this.operations = operations;
    this.errorTypes = errorTypes;
  }

  /** The next frame has all rows. */
  void anew() {
    anew = true;
  }

  /**
   * Writes the frame, and before it those of the names that are new.
   *
   * @param last whether no other one follows
   */
  void write(Workers workers, boolean last) {
    boolean rows = anew || last || workers.listed().size() <= FEW || ticks % TICKS_OF_MANY == 0;
    ticks++;
    if (!rows) {
      writeCounts(workers);
      out.flag(false).unsigned(0).unsigned(0).end();
      return;
    }
    Map<Long, WorkerFigures> before = anew ? Map.of() : written;
    Map<Long, WorkerFigures> now = new HashMap<>();
    List<WorkerFigures> changed = new ArrayList<>();
    int kept = 0;
    for (WorkerFigures one : workers.listed()) {
      WorkerFigures known = before.get(one.number());
      now.put(one.number(), one);
      kept += known == null ? 0 : 1;
      if (known == null || !isSame(known, one)) {
        changed.add(one);
        name(one.currentOperation(), operations);
        name(one.lastError(), errorTypes);
      }
    }
    writeCounts(workers);
    out.flag(anew);
    writeGone(before, now, before.size() - kept);
    out.unsigned(changed.size());
    for (WorkerFigures one : changed) {
      write(one, before.get(one.number()));
    }
    out.end();
    written = now;
    anew = false;
  }

  private void writeCounts(Workers workers) {
    out.begin(FrameType.WORKERS)
        .count(workers.total())
        .count(workers.active())
        .count(workers.idle())
        .count(workers.ended())
        .count(workers.unlisted())
        .countOrUnknown(workers.inFlight())
        .count(workers.oldestInFlightNanos());
  }

  /** By hand: the first use of a record's own has the JDK make it. */
  private static boolean isSame(WorkerFigures one, WorkerFigures other) {
    return one.completed() == other.completed()
        && one.failed() == other.failed()
        && one.state() == other.state()
        && one.currentAgeNanos() == other.currentAgeNanos()
        && Double.compare(one.ratePerSecond(), other.ratePerSecond()) == 0
        && Objects.equals(one.currentOperation(), other.currentOperation())
        && Objects.equals(one.lastError(), other.lastError())
        && isSameThread(one, other);
  }

  private static boolean isSameThread(WorkerFigures one, WorkerFigures other) {
    return one.threadId() == other.threadId() && one.threadName().equals(other.threadName());
  }

  private static void name(@Nullable String name, Numbers numbers) {
    if (name != null) {
      numbers.add(name);
    }
  }

  private void writeGone(Map<Long, WorkerFigures> before, Map<Long, WorkerFigures> now, int gone) {
    out.unsigned(gone);
    if (gone > 0) {
      for (Long number : before.keySet()) {
        if (!now.containsKey(number)) {
          out.count(number);
        }
      }
    }
  }

  private void write(WorkerFigures one, @Nullable WorkerFigures before) {
    boolean known = before != null && isSameThread(before, one);
    out.count(one.number()).flag(!known);
    if (!known) {
      out.text(one.threadName()).signed(one.threadId());
    }
    out.unsigned(Codes.of(one.state()))
        .count(one.completed())
        .count(one.failed())
        .number(one.ratePerSecond())
        .unsigned(numberOrNone(one.currentOperation(), operations))
        .count(one.currentAgeNanos())
        .unsigned(numberOrNone(one.lastError(), errorTypes));
  }

  /** 0 for none, else one more than the number. */
  private static int numberOrNone(@Nullable String name, Numbers numbers) {
    return name == null ? 0 : numbers.of(name) + 1;
  }

  /** The rows that a file has had so far; one thread. */
  static final class Read {
    private final Map<Long, WorkerFigures> rows = new LinkedHashMap<>();
    private Workers counts = Workers.NONE;

    void read(FrameInput in, NumbersRead names) throws BadFrame {
      counts =
          new Workers(
              in.count(),
              in.small(),
              in.small(),
              in.count(),
              in.count(),
              in.countOrUnknown(),
              in.nanos(),
              List.of());
      if (in.flag()) {
        rows.clear();
      }
      for (int left = in.size(); left > 0; left--) {
        rows.remove(in.count());
      }
      for (int left = in.size(); left > 0; left--) {
        WorkerFigures row = row(in, names);
        rows.put(row.number(), row);
      }
    }

    private WorkerFigures row(FrameInput in, NumbersRead names) throws BadFrame {
      long number = in.count();
      String threadName;
      long threadId;
      WorkerFigures before = rows.get(number);
      if (in.flag()) {
        threadName = in.text();
        threadId = in.signed();
      } else if (before != null) {
        threadName = before.threadName();
        threadId = before.threadId();
      } else {
        throw new BadFrame("worker " + number + " has no thread");
      }
      WorkerFigures.State state = Codes.state(in.small());
      return new WorkerFigures(
          number,
          threadName,
          threadId,
          state,
          in.count(),
          in.count(),
          in.number(),
          nameOrNull(in, Kind.OPERATION, names),
          in.nanos(),
          nameOrNull(in, Kind.ERROR_TYPE, names));
    }

    private static @Nullable String nameOrNull(FrameInput in, Kind kind, NumbersRead names)
        throws BadFrame {
      int number = in.small();
      return number == 0 ? null : names.name(kind, number - 1);
    }

    /** Those alive, then the ended ones, each by number. */
    Workers workers() {
      List<WorkerFigures> listed = new ArrayList<>(rows.values());
      listed.sort(Read::compare);
      return new Workers(
          counts.total(),
          counts.active(),
          counts.idle(),
          counts.ended(),
          counts.unlisted(),
          counts.inFlight(),
          counts.oldestInFlightNanos(),
          List.copyOf(listed));
    }

    private static int compare(WorkerFigures one, WorkerFigures other) {
      boolean ended = one.state() == WorkerFigures.State.ENDED;
      boolean otherEnded = other.state() == WorkerFigures.State.ENDED;
      return ended == otherEnded
          ? Long.compare(one.number(), other.number())
          : Boolean.compare(ended, otherEnded);
    }
  }
}
