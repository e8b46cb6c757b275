package org.benchmonitor.host.instrument;

import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.benchmonitor.bootstrap.PairOperation;
import org.benchmonitor.bootstrap.PairSite;
import org.benchmonitor.setup.pattern.KeyPattern;
import org.benchmonitor.setup.pattern.OperationPattern;
import org.benchmonitor.setup.pattern.PairPattern;
import org.benchmonitor.setup.pattern.RecordedPattern;
import org.benchmonitor.setup.pattern.ResultPattern;
import org.benchmonitor.setup.pattern.ValuePath;
import org.jspecify.annotations.Nullable;

/**
 * What the methods of a pattern are to an operation that is not one call: they begin it, end it, or
 * hand over what was measured. Immutable.
 *
 * @param of the pairs; null for what hands over durations
 * @param key null for what hands over durations
 * @param rules what all of them ask the values of a call
 */
record PairPart(
    Role role,
    @Nullable PairOperation of,
    @Nullable KeyPattern key,
    @Nullable ResultPattern when,
    @Nullable ResultPattern rule,
    PairRules rules) {
  /** What a call is. */
  enum Role {
    START,
    END,
    RECORDED
  }

  /** What the methods of the pattern itself are; null for plain operations. */
  static @Nullable PairPart of(OperationPattern pattern) {
    if (pattern.extent() instanceof PairPattern pair) {
      PairOperation of =
          new PairOperation(
              pair.key().ordered(),
              pair.again() == PairPattern.Again.LAST,
              pair.key().needsReturn(),
              pair.timeout().toNanos());
      PairRules rules = new PairRules(pair.key(), null, null, null, null);
      return new PairPart(Role.START, of, pair.key(), null, null, rules);
    }
    if (pattern.extent() instanceof RecordedPattern recorded) {
      PairRules rules = new PairRules(null, null, recorded.rule(), null, recorded);
      return new PairPart(Role.RECORDED, null, null, null, recorded.rule(), rules);
    }
    return null;
  }

  /** What the methods of an end of the same pairs are. */
  PairPart end(PairPattern.End end) {
    String failure = end.fails() ? end.method().methods().toString() : null;
    PairRules rules = new PairRules(end.key(), end.when(), end.rule(), failure, null);
    return new PairPart(Role.END, of, end.key(), end.when(), end.rule(), rules);
  }

  /** Whether a value is known only once the method has returned. */
  boolean needsReturn() {
    for (ValuePath start : rules.starts()) {
      if (start.root() == ValuePath.Root.RETURN) {
        return true;
      }
    }
    return false;
  }

  /** How the site of a method gets its key and what it asks. */
  PairSite site(MethodDescription.InDefinedShape method) {
    return new PairSite(
        of,
        form(method),
        key != null && key.ordered() && role == Role.END,
        rules.hasOutcome(),
        rules);
  }

  /** The form of the key in the advice of a method. */
  PairSite.Form form(MethodDescription.InDefinedShape method) {
    boolean isMore =
        needsReturn()
            || when != null
            || key == null
            || (role == Role.END && key.ordered())
            || (rule != null && !rule.subject().beginsAs(rule.error()));
    if (isMore || key == null) {
      return PairSite.Form.VALUES;
    }
    List<ValuePath> parts = key.parts();
    if (parts.size() == 1) {
      return !parts.get(0).isPlain()
          ? PairSite.Form.PATH
          : isNumber(parts.get(0), method) ? PairSite.Form.NUMBER : PairSite.Form.OBJECT;
    }
    return parts.size() == 2
            && parts.get(0).isPlain()
            && parts.get(1).isPlain()
            && !isNumber(parts.get(0), method)
            && isNumber(parts.get(1), method)
        ? PairSite.Form.OBJECT_AND_NUMBER
        : PairSite.Form.VALUES;
  }

  private static boolean isNumber(ValuePath part, MethodDescription.InDefinedShape method) {
    if (part.root() != ValuePath.Root.ARGUMENT) {
      return false;
    }
    TypeDescription type = method.getParameters().get(part.argument()).getType().asErasure();
    return type.represents(long.class)
        || type.represents(int.class)
        || type.represents(short.class)
        || type.represents(byte.class)
        || type.represents(char.class);
  }

  /** Why the rules do not fit a method, or null. */
  @Nullable String problem(MethodDescription.InDefinedShape method) {
    for (ValuePath start : rules.starts()) {
      String problem = problem(start, method);
      if (problem != null) {
        return problem + ", which the rules ask for";
      }
    }
    return null;
  }

  private static @Nullable String problem(
      ValuePath start, MethodDescription.InDefinedShape method) {
    return switch (start.root()) {
      case THIS -> method.isStatic() ? "it is static and has no this" : null;
      case RETURN -> method.getReturnType().represents(void.class) ? "it returns nothing" : null;
      case ARGUMENT ->
          start.argument() >= method.getParameters().size()
              ? "it has no argument " + start.argument()
              : null;
    };
  }
}
