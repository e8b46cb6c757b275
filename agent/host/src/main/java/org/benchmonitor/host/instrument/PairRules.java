package org.benchmonitor.host.instrument;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.benchmonitor.bootstrap.CallRules;
import org.benchmonitor.setup.pattern.Expectation;
import org.benchmonitor.setup.pattern.KeyPattern;
import org.benchmonitor.setup.pattern.RecordedPattern;
import org.benchmonitor.setup.pattern.ResultPattern;
import org.benchmonitor.setup.pattern.ValuePath;
import org.jspecify.annotations.Nullable;

/** Asks the values of a call what the rules of a pair or of recorded durations want to know. */
final class PairRules implements CallRules {
  private final List<ValuePath> starts = new ArrayList<>();
  private final List<Value> key = new ArrayList<>();
  private final @Nullable Condition when;
  private final @Nullable Condition rule;
  private final @Nullable String failure;
  private final @Nullable Measured measured;

  /** A path and the place of the value that it begins with. */
  private record Value(int place, PathReader path) {
    @Nullable Object of(@Nullable Object[] values) {
      return path.read(values[place]);
    }
  }

  private record Condition(Value subject, Expectation expectation, Value error) {
    boolean isMet(@Nullable Object[] values) {
      return expectation.isMet(subject.of(values));
    }
  }

  private record Measured(
      Value value, @Nullable Value minus, boolean isEach, RecordedPattern.Unit unit) {}

  PairRules(
      @Nullable KeyPattern keys,
      @Nullable ResultPattern when,
      @Nullable ResultPattern rule,
      @Nullable String failure,
      @Nullable RecordedPattern recorded) {
    this.failure = failure;
    if (keys != null) {
      for (ValuePath part : keys.parts()) {
        key.add(value(part));
      }
    }
    this.when = when == null ? null : condition(when);
    this.rule = rule == null ? null : condition(rule);
    this.measured =
        recorded == null
            ? null
            : new Measured(
                value(recorded.value()),
                recorded.minus() == null ? null : value(recorded.minus()),
                recorded.isEach(),
                recorded.unit());
  }

  private Condition condition(ResultPattern pattern) {
    return new Condition(value(pattern.subject()), pattern.expectation(), value(pattern.error()));
  }

  private Value value(ValuePath path) {
    ValuePath start = path.start();
    int place = starts.indexOf(start);
    if (place < 0) {
      place = starts.size();
      starts.add(start);
    }
    return new Value(place, PathReader.of(path));
  }

  /** The values that the rules begin with, in the order in which they are to be passed. */
  List<ValuePath> starts() {
    return List.copyOf(starts);
  }

  /** Whether a rule tells a failure from a success. */
  boolean hasOutcome() {
    return rule != null || failure != null;
  }

  @Override
  public int parts() {
    return key.size();
  }

  @Override
  public @Nullable Object part(int index, @Nullable Object[] values) {
    return key.get(index).of(values);
  }

  @Override
  public @Nullable Object part(@Nullable Object value) {
    return key.get(0).path.read(value);
  }

  @Override
  public boolean applies(@Nullable Object[] values) {
    return when == null || when.isMet(values);
  }

  @Override
  public @Nullable Object failure(@Nullable Object[] values) {
    return rule == null || rule.isMet(values) ? failure : failed(rule.error.of(values));
  }

  @Override
  public @Nullable Object failure(@Nullable Object value) {
    return rule == null || rule.expectation.isMet(rule.subject.path.read(value))
        ? failure
        : failed(rule.error.path.read(value));
  }

  private static Object failed(@Nullable Object error) {
    return error instanceof Throwable ? error : String.valueOf(error);
  }

  @Override
  public void durations(@Nullable Object[] values, LongConsumer each) {
    if (measured == null) {
      return;
    }
    Object value = measured.value.of(values);
    if (measured.isEach) {
      each(value, each);
    } else if (measured.minus == null) {
      each.accept(nanos(value));
    } else {
      each.accept(difference(value, measured.minus.of(values)));
    }
  }

  private void each(@Nullable Object array, LongConsumer each) {
    if (array instanceof long[] longs) {
      for (long one : longs) {
        each.accept(nanos(one));
      }
    } else if (array instanceof int[] ints) {
      for (int one : ints) {
        each.accept(nanos((long) one));
      }
    } else if (array instanceof double[] doubles) {
      for (double one : doubles) {
        each.accept(nanos(one));
      }
    } else if (array instanceof Object[] objects) {
      for (Object one : objects) {
        each.accept(nanos(one));
      }
    } else if (array instanceof Iterable<?> iterable) {
      for (Object one : iterable) {
        each.accept(nanos(one));
      }
    } else {
      throw new IllegalStateException("no array of durations: " + array);
    }
  }

  private long difference(@Nullable Object end, @Nullable Object start) {
    if (end instanceof Number last && start instanceof Number first) {
      return isWhole(last) && isWhole(first)
          ? nanos(last.longValue() - first.longValue())
          : nanos(last.doubleValue() - first.doubleValue());
    }
    throw new IllegalStateException("no numbers: " + end + " and " + start);
  }

  private static boolean isWhole(Number value) {
    return value instanceof Long || value instanceof Integer;
  }

  private long nanos(@Nullable Object value) {
    if (value instanceof Number number) {
      return isWhole(number) ? nanos(number.longValue()) : nanos(number.doubleValue());
    }
    if (value instanceof Duration duration) {
      return duration.toNanos();
    }
    throw new IllegalStateException("no duration: " + value);
  }

  private long nanos(long value) {
    long unit = unit().nanos();
    long most = Long.MAX_VALUE / unit;
    return Math.max(-most, Math.min(most, value)) * unit;
  }

  private long nanos(double value) {
    return Math.round(value * unit().nanos());
  }

  private RecordedPattern.Unit unit() {
    return measured == null ? RecordedPattern.Unit.NS : measured.unit;
  }
}
