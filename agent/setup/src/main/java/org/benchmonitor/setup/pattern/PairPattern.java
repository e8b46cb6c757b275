package org.benchmonitor.setup.pattern;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.setup.config.Durations;
import org.benchmonitor.setup.config.OperationSpec;
import org.jspecify.annotations.Nullable;

/**
 * An operation that begins with the call of one method and ends with that of another. Immutable.
 *
 * @param key of the start
 * @param again what a start means whose key has one already that has not ended
 * @param timeout after it, an operation that has not ended is given up
 * @param ends the methods that end it, at least one
 */
public record PairPattern(KeyPattern key, Again again, Duration timeout, List<End> ends)
    implements Extent {
  /** What a start means whose key has one already. */
  public enum Again {
    /** It belongs to the one before, as in a method that delegates. */
    FIRST,
    /** It begins another; the one before is given up. */
    LAST
  }

  /**
   * One way to end.
   *
   * @param method the pattern of its methods; it has no rules of its own
   * @param when what a call must be to be an end, or null for all
   * @param rule what makes it a failure, or null
   * @param fails whether each is a failure, called as the method
   */
  public record End(
      OperationPattern method,
      KeyPattern key,
      @Nullable ResultPattern when,
      @Nullable ResultPattern rule,
      boolean fails) {}

  private static final String NEVER = "false";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * Understands the rules of a pair.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  static PairPattern parse(OperationSpec spec) {
    String given = spec.rule("key");
    List<OperationSpec> specs = spec.ends();
    if (given == null) {
      throw new IllegalArgumentException(
          "end is '" + specs.get(0).pattern() + "' without a key= that ties it to its start");
    }
    if (specs.isEmpty()) {
      throw new IllegalArgumentException("key is '" + given + "' without an end= that ends it");
    }
    KeyPattern key = KeyPattern.parse("key", given, false);
    List<End> ends = new ArrayList<>();
    boolean ordered = false;
    for (OperationSpec end : specs) {
      ends.add(end(end, key.parts().size()));
      ordered |= end.rule("upto") != null;
    }
    return new PairPattern(
        new KeyPattern(key.parts(), ordered),
        again(spec.rule("again")),
        timeout(spec.rule("timeout")),
        List.copyOf(ends));
  }

  private static End end(OperationSpec spec, int parts) {
    String key = spec.rule("key");
    String upTo = spec.rule("upto");
    if (key != null && upTo != null) {
      throw new IllegalArgumentException(
          "end '" + spec.pattern() + "' has both end.key and end.upto, allowed is one of them");
    }
    String text = key != null ? key : upTo;
    if (text == null) {
      throw new IllegalArgumentException(
          "end '" + spec.pattern() + "' has neither end.key nor end.upto to tie it to its start");
    }
    KeyPattern pattern =
        KeyPattern.parse(upTo != null ? "end.upto" : "end.key", text, upTo != null);
    if (pattern.parts().size() != parts) {
      throw new IllegalArgumentException(
          "the key of end '"
              + spec.pattern()
              + "' is '"
              + text
              + "', allowed is as many parts as key has, "
              + parts);
    }
    String when = spec.rule("when");
    OperationPattern method =
        OperationPattern.parse(OperationSpec.of(spec.pattern()).with("async", "off"));
    if (method.name() != null || method.namedBy() != null) {
      throw new IllegalArgumentException(
          "end is '" + spec.pattern() + "', allowed is type#method[(types)] or @annotation");
    }
    String ok = spec.rule("ok");
    boolean fails = NEVER.equals(ok) && spec.rule("error") == null;
    return new End(
        method,
        pattern,
        when == null ? null : ResultPattern.ofCall("end.when", when, null),
        fails ? null : ResultPattern.ofCall("end.ok", ok, spec.rule("error")),
        fails);
  }

  private static Again again(@Nullable String text) {
    if (text == null || text.equals("first")) {
      return Again.FIRST;
    }
    if (text.equals("last")) {
      return Again.LAST;
    }
    throw new IllegalArgumentException("again is '" + text + "', allowed are first and last");
  }

  private static Duration timeout(@Nullable String text) {
    if (text == null) {
      return TIMEOUT;
    }
    Duration timeout = Durations.parse(text);
    if (timeout == null || timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "timeout is '" + text + "', allowed is a duration (500ms, 10s, 5m, 1h) from 1s to 1h");
    }
    return timeout;
  }
}
