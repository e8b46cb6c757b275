package org.benchmonitor.host.instrument;

import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import org.benchmonitor.bootstrap.PlannedStart;
import org.benchmonitor.setup.pattern.CorrectionPattern.Intended;
import org.jspecify.annotations.Nullable;

/** What the advice hands over of the start that a call was planned for. Stateless. */
final class PlannedStarts {
  private static final Set<String> WHOLE = Set.of("long", "int", "short", "byte");

  /** Types of which a value can be a number of the JDK's. */
  private static final Set<String> MAY_BE =
      Set.of(
          "double",
          "float",
          "java.lang.Long",
          "java.lang.Integer",
          "java.lang.Short",
          "java.lang.Byte",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Number",
          "java.lang.Object",
          "java.lang.Comparable",
          "java.io.Serializable");

  private PlannedStarts() {}

  /** What the probe asks the calls. */
  static PlannedStart of(Intended intended) {
    PlannedStart.Unit unit =
        switch (intended.unit()) {
          case NS -> PlannedStart.Unit.NS;
          case US -> PlannedStart.Unit.US;
          case MS -> PlannedStart.Unit.MS;
          case NANOTIME -> PlannedStart.Unit.NANOTIME;
        };
    return new PlannedStart(unit, null);
  }

  /** Says why a method cannot tell its planned start, or null. */
  static @Nullable String problem(Intended intended, MethodDescription.InDefinedShape method) {
    if (intended.argument() >= method.getParameters().size()) {
      return "it has no argument " + intended.argument() + " for a planned start";
    }
    String type = type(intended, method);
    return WHOLE.contains(type) || MAY_BE.contains(type)
        ? null
        : "argument "
            + intended.argument()
            + " is a "
            + type
            + ", and a planned start must be a number";
  }

  /** Whether the planned start is a whole number that needs no object. */
  static boolean isWholeNumber(Intended intended, MethodDescription.InDefinedShape method) {
    return WHOLE.contains(type(intended, method));
  }

  private static String type(Intended intended, MethodDescription.InDefinedShape method) {
    return method.getParameters().get(intended.argument()).getType().asErasure().getName();
  }

  static Advice.OffsetMapping.Factory<PlannedArgument> mapping(
      Intended intended, boolean asWholeNumber) {
    return asWholeNumber
        ? AdviceChoice.wholeNumber(PlannedArgument.class, intended.argument())
        : AdviceChoice.argument(PlannedArgument.class, intended.argument(), true);
  }
}
