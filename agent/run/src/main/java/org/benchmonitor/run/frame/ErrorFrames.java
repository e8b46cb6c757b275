package org.benchmonitor.run.frame;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.benchmonitor.run.frame.Numbers.Kind;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.ErrorNames;
import org.benchmonitor.run.model.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The frames of errors: the types that have changed, and some of the errors themselves. One thread.
 */
final class ErrorFrames {
  /** Of the errors of a tick, so many are written one by one. All are counted. */
  static final int MOST_EVENTS = 10;

  /** Of those that there are when a file begins, or begins anew. */
  static final int MOST_AT_FIRST = 100;

  private final FrameBuffer out;
  private final Numbers operations;
  private final Numbers errorTypes;
  private final Map<String, Errors.Type> written = new HashMap<>();
  private final Map<String, String> shown = new HashMap<>();
  private long total;
  private boolean anew = true;

  ErrorFrames(FrameBuffer out, Numbers operations, Numbers errorTypes) {
    this.out = out;
    this.operations = operations;
    this.errorTypes = errorTypes;
  }

  /** The next frames have all errors, and nothing of those before. */
  void beginAnew() {
    anew = true;
  }

  /** The same for a reader that knows the types by their full names alone. */
  void anew() {
    anew = true;
    shown.clear();
  }

  void write(Errors errors) {
    boolean all = anew || isFewer(errors);
    if (all) {
      written.clear();
    }
    List<Errors.Type> changed = new ArrayList<>();
    for (Errors.Type type : errors.byType()) {
      if (!isSame(written.get(type.type()), type)) {
        changed.add(type);
        errorTypes.add(type.type());
        for (String operation : type.operations().keySet()) {
          operations.add(operation);
        }
      }
      show(type.type(), errors.names());
    }
    if (all || !changed.isEmpty() || errors.total() != total) {
      writeTypes(errors.total(), all, changed);
      total = errors.total();
      for (Errors.Type type : changed) {
        written.put(type.type(), type);
      }
    }
    writeEvents(all ? errors.recent() : freshOf(errors), all ? MOST_AT_FIRST : MOST_EVENTS);
    anew = false;
  }

  /** At the end of the warm-up they are counted anew. */
  private boolean isFewer(Errors errors) {
    if (errors.total() < total) {
      return true;
    }
    int known = 0;
    for (Errors.Type type : errors.byType()) {
      Errors.Type before = written.get(type.type());
      if (before != null) {
        known++;
        if (type.count() < before.count()) {
          return true;
        }
      }
    }
    return known < written.size();
  }

  private static boolean isSame(Errors.@Nullable Type before, Errors.Type now) {
    return before != null
        && before.count() == now.count()
        && before.firstSeen().equals(now.firstSeen())
        && before.lastSeen().equals(now.lastSeen())
        && Objects.equals(before.sampleMessage(), now.sampleMessage());
  }

  private void show(String type, ErrorNames names) {
    String called = names.shown(type);
    if (!called.equals(shown.getOrDefault(type, type))) {
      errorTypes.show(type, called);
    }
    shown.put(type, called);
  }

  private void writeTypes(long all, boolean anewNow, List<Errors.Type> changed) {
    out.begin(FrameType.ERROR_TYPES).flag(anewNow).count(all).unsigned(changed.size());
    for (Errors.Type type : changed) {
      out.unsigned(errorTypes.of(type.type()))
          .count(type.count())
          .time(type.firstSeen())
          .time(type.lastSeen())
          .textOrNull(type.sampleMessage())
          .unsigned(type.operations().size());
      for (Map.Entry<String, Long> one : type.operations().entrySet()) {
        out.unsigned(operations.of(one.getKey())).count(one.getValue());
      }
    }
    out.end();
  }

  /** Newest first, and only those that are shown: the others are of the warm-up. */
  private static List<ErrorEvent> freshOf(Errors errors) {
    List<ErrorEvent> fresh = new ArrayList<>();
    for (ErrorEvent event : errors.recent()) {
      if (fresh.size() == MOST_EVENTS || !isIn(errors.fresh(), event)) {
        break;
      }
      fresh.add(event);
    }
    return fresh;
  }

  @SuppressWarnings("ReferenceEquality") // the same objects are in both lists
  private static boolean isIn(List<ErrorEvent> events, ErrorEvent event) {
    for (ErrorEvent one : events) {
      if (one == event) {
        return true;
      }
    }
    return false;
  }

  /** Oldest first, so that a reader has them in order. */
  private void writeEvents(List<ErrorEvent> newestFirst, int most) {
    for (int i = Math.min(most, newestFirst.size()) - 1; i >= 0; i--) {
      ErrorEvent event = newestFirst.get(i);
      operations.add(event.operation());
      errorTypes.add(event.type());
      out.begin(FrameType.ERROR)
          .time(event.at())
          .unsigned(errorTypes.of(event.type()))
          .textOrNull(event.message())
          .unsigned(operations.of(event.operation()))
          .text(event.workerId())
          .text(event.threadName())
          .end();
    }
  }

  /** The errors that a file has had so far; one thread. */
  static final class Read {
    private static final int MOST_RECENT = 1000;

    private final Map<String, Errors.Type> types = new LinkedHashMap<>();
    private final Deque<ErrorEvent> recent = new ArrayDeque<>();
    private long total;

    void readTypes(FrameInput in, NumbersRead names) throws BadFrame {
      if (in.flag()) {
        types.clear();
        recent.clear();
      }
      total = in.count();
      for (int left = in.size(); left > 0; left--) {
        String name = names.name(Kind.ERROR_TYPE, in.small());
        long count = in.count();
        Instant first = in.time();
        Instant last = in.time();
        @Nullable String sample = in.textOrNull();
        Map<String, Long> operations = new LinkedHashMap<>();
        for (int more = in.size(); more > 0; more--) {
          operations.put(names.name(Kind.OPERATION, in.small()), in.count());
        }
        types.put(name, new Errors.Type(name, count, sample, first, last, Map.copyOf(operations)));
      }
    }

    ErrorEvent readEvent(FrameInput in, NumbersRead names) throws BadFrame {
      ErrorEvent event =
          new ErrorEvent(
              in.time(),
              names.name(Kind.ERROR_TYPE, in.small()),
              in.textOrNull(),
              names.name(Kind.OPERATION, in.small()),
              in.text(),
              in.text());
      recent.addFirst(event);
      if (recent.size() > MOST_RECENT) {
        recent.removeLast();
      }
      return event;
    }

    Errors errors(NumbersRead names) {
      List<Errors.Type> byType = new ArrayList<>(types.values());
      byType.sort(null);
      return new Errors(
          total,
          List.copyOf(byType),
          List.copyOf(recent),
          List.of(),
          Math.max(0, total - recent.size()),
          ErrorNames.of(names.shown()));
    }
  }
}
