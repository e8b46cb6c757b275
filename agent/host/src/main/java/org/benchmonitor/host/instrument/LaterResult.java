package org.benchmonitor.host.instrument;

import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.benchmonitor.bootstrap.LaterTypes;
import org.benchmonitor.setup.pattern.OperationPattern;
import org.jspecify.annotations.Nullable;

/**
 * Methods whose call is over long before what they stand for, and which do not return what is
 * awaited: a completion stage, or a future that tells of its completion. A figure of such a call
 * alone looks like a very fast operation.
 *
 * @param note what whoever reads the figures of a method must know
 * @param certain whether no returned object can turn out to be awaited
 */
record LaterResult(String note, boolean certain) {
  private static final LaterResult HANDS_ON =
      new LaterResult(
          "a suspending function that hands on its continuation: it may return before it is done,"
              + " and only the call is timed",
          true);

  /** That of a method with an operation's pattern, or null. */
  static @Nullable LaterResult of(
      OperationPattern pattern, MethodDescription.InDefinedShape method, ClassHeader header) {
    if (!pattern.awaitsReturned()) {
      return null;
    }
    if (SuspendingFunction.is(method)) {
      return SuspendingFunction.goesOn(method, header) ? null : HANDS_ON;
    }
    TypeDescription returned = method.getReturnType().asErasure();
    String later = known(returned);
    if (later == null) {
      return null;
    }
    String ofWhat = "it returns a " + returned.getName();
    boolean replaceable = LaterTypes.mayBeReplaced(returned.getName());
    if (LaterTypes.isLazy(later)) {
      if (replaceable && pattern.async() == OperationPattern.Async.REPLACE) {
        return new LaterResult(
            ofWhat
                + ", and by async=replace each subscription to it is an operation, until it ends or"
                + " is cancelled; the call that makes it is none",
            false);
      }
      return new LaterResult(
          ofWhat
              + ", which begins when somebody subscribes to it; only the call that makes it is"
              + " timed"
              + (replaceable ? "; async=replace times each subscription to it" : ""),
          true);
    }
    return new LaterResult(
        ofWhat
            + ", which ends later; one that is a CompletionStage or takes listeners is awaited,"
            + " of any other only the call is timed",
        false);
  }

  /**
   * The first known type among one and those above it, or null if there is none or it is awaited.
   */
  private static @Nullable String known(TypeDescription type) {
    if (type.isPrimitive() || type.isArray() || type.represents(Object.class)) {
      return null;
    }
    TypesAbove above = TypesAbove.of(type);
    if (AwaitedTypes.areAmong(above)) {
      return null;
    }
    return above.names().stream().filter(LaterTypes::has).findFirst().orElse(null);
  }
}
