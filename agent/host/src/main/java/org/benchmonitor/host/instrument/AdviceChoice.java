package org.benchmonitor.host.instrument;

import java.lang.annotation.Annotation;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.constant.ClassConstant;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import net.bytebuddy.implementation.bytecode.constant.NullConstant;
import net.bytebuddy.pool.TypePool;
import org.benchmonitor.bootstrap.LaterTypes;
import org.benchmonitor.setup.pattern.CorrectionPattern.Intended;
import org.benchmonitor.setup.pattern.OperationPattern;
import org.benchmonitor.setup.pattern.ValuePath;
import org.jspecify.annotations.Nullable;

/** Chooses and binds the advice for one method. */
final class AdviceChoice {
  static final ClassFileLocator LOCATOR = new AdviceFiles(ProbeFacade.HERE);

  /**
   * Advice is described by its class file. To describe a loaded class, Byte Buddy has the JDK make
   * a class for each kind of annotation, at a millisecond or more each.
   */
  private static final TypePool ADVICE =
      new TypePool.Default.WithLazyResolution(
          new TypePool.CacheProvider.Simple(),
          LOCATOR,
          TypePool.Default.ReaderMode.FAST,
          // The JDK's own types are loaded, and a host may keep their class files from being found.
          TypePool.ClassLoading.ofBootLoader());

  static final TypeDescription.Generic OBJECT =
      TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(Object.class);
  static final TypeDescription.Generic LONG =
      TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(long.class);
  private static final TypeDescription.Generic INT =
      TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(int.class);

  private AdviceChoice() {}

  /** The class file's own words of an advice. */
  static TypeDescription described(Class<?> advice) {
    return ADVICE.describe(advice.getName()).resolve();
  }

  static Advice plain(int site) {
    return bound(site)
        .to(described(Advices.Enter.class), described(Advices.Exit.class), LOCATOR)
        .withExceptionHandler(handler(site));
  }

  static Advice sessionMethod() {
    return Advice.withCustomMapping().to(described(Advices.SessionMethod.class), LOCATOR);
  }

  static Advice jvmExit() {
    return Advice.withCustomMapping().to(described(Advices.JvmExit.class), LOCATOR);
  }

  /** Says why a pattern cannot be applied to a method that it means, or null. */
  static @Nullable String problem(
      OperationPattern pattern, MethodDescription.InDefinedShape method) {
    int parameters = method.getParameters().size();
    String unnameable = pattern.namedBy() == null ? null : unnameable(pattern.namedBy(), method);
    if (unnameable != null) {
      return unnameable;
    }
    Intended intended = intended(pattern);
    String unplannable = intended == null ? null : PlannedStarts.problem(intended, method);
    if (unplannable != null) {
      return unplannable;
    }
    if (pattern.async() == OperationPattern.Async.CALLBACK) {
      int callback = pattern.callbackArgument();
      if (callback >= parameters) {
        return "it has no argument " + callback + " for a callback";
      }
      TypeDescription type = method.getParameters().get(callback).getType().asErasure();
      if (!type.isInterface()) {
        return "argument " + callback + " is not an interface, and a callback must be one";
      }
      String completing = pattern.callbackMethod();
      if (completing != null && !has(type, completing)) {
        return "argument " + callback + " has no method " + completing + ", a " + type.getName();
      }
    }
    return null;
  }

  private static @Nullable String unnameable(
      ValuePath namedBy, MethodDescription.InDefinedShape method) {
    if (namedBy.argument() >= method.getParameters().size()) {
      return "it has no argument " + namedBy.argument() + " to take a name from";
    }
    return namedBy.root() == ValuePath.Root.THIS && method.isStatic()
        ? "it is static and has no this to take a name from"
        : null;
  }

  /** Whether an interface has a method of this name; one that cannot be read may have it. */
  private static boolean has(TypeDescription type, String method) {
    try {
      return type.getDeclaredMethods().stream().anyMatch(one -> one.getName().equals(method))
          || type.getInterfaces().asErasures().stream().anyMatch(parent -> has(parent, method));
    } catch (IllegalStateException missing) {
      return true;
    }
  }

  /**
   * The advice of an operation.
   *
   * @param goesOn whether it is the first of several calls of a suspending function, see {@link
   *     SuspendingFunction}
   */
  static Advice operation(
      OperationPattern pattern, MethodDescription.InDefinedShape method, boolean goesOn, int site) {
    Advice.WithCustomMapping mapping = bound(site);
    if (goesOn) {
      int last = method.getParameters().size() - 1;
      return named(mapping, pattern)
          .bind(argument(CallbackArgument.class, last, true))
          .to(
              described(Advices.EnterSuspending.class),
              described(Advices.ExitSuspending.class),
              LOCATOR)
          .withExceptionHandler(handler(site));
    }
    Class<?> enter = Advices.Enter.class;
    Class<?> exit = exit(pattern, method);
    if (pattern.namedBy() != null) {
      enter = Advices.EnterNamed.class;
      mapping = mapping.bind(value(NameArgument.class, pattern.namedBy()));
    }
    Intended intended = intended(pattern);
    if (intended != null) {
      boolean isWhole = PlannedStarts.isWholeNumber(intended, method);
      boolean isCallback = pattern.async() == OperationPattern.Async.CALLBACK;
      enter = isWhole ? Advices.EnterPlannedAt.class : Advices.EnterPlanned.class;
      exit = plannedExit(exit);
      mapping = mapping.bind(PlannedStarts.mapping(intended, isWhole && !isCallback));
      if (pattern.namedBy() == null) {
        mapping = mapping.bind(NameArgument.class, NullConstant.INSTANCE, OBJECT);
      }
    }
    if (pattern.async() == OperationPattern.Async.CALLBACK) {
      int index = pattern.callbackArgument();
      TypeDescription type = method.getParameters().get(index).getType().asErasure();
      enter =
          intended != null
              ? Advices.EnterPlannedCallback.class
              : pattern.namedBy() != null
                  ? Advices.EnterNamedCallback.class
                  : Advices.EnterCallback.class;
      exit = Advices.ExitCallback.class;
      mapping =
          mapping
              .bind(argument(CallbackArgument.class, index, false))
              .bind(
                  CallbackType.class,
                  ClassConstant.of(type),
                  TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(Class.class));
    }
    return mapping
        .to(described(enter), described(exit), LOCATOR)
        .withExceptionHandler(handler(site));
  }

  /**
   * The advice of a method that begins or ends an operation, or hands over durations.
   *
   * @param goesOn whether it is the first of several calls of a suspending function, see {@link
   *     SuspendingFunction}
   */
  static Advice pair(
      OperationPattern pattern,
      PairPart part,
      MethodDescription.InDefinedShape method,
      boolean goesOn,
      int site) {
    PairAdvice advice = new PairAdvice(part, method);
    Advice.WithCustomMapping mapping = advice.bound(goesOn ? FirstCall.bound(site) : bound(site));
    if (part.role() != PairPart.Role.END) {
      mapping = named(mapping, pattern);
    }
    Class<?> exit = advice.exit();
    Class<?> enter = advice.enter();
    Advice bound =
        enter == null || exit == null
            ? mapping.to(described(advice.only()), LOCATOR)
            : mapping.to(described(enter), described(exit), LOCATOR);
    return bound.withExceptionHandler(handler(site));
  }

  private static Advice.WithCustomMapping named(
      Advice.WithCustomMapping mapping, OperationPattern pattern) {
    return pattern.namedBy() != null
        ? mapping.bind(value(NameArgument.class, pattern.namedBy()))
        : mapping.bind(NameArgument.class, NullConstant.INSTANCE, OBJECT);
  }

  private static Class<?> exit(OperationPattern pattern, MethodDescription.InDefinedShape method) {
    TypeDescription returned = method.getReturnType().asErasure();
    if (pattern.async() == OperationPattern.Async.REPLACE
        && LaterTypes.mayBeReplaced(returned.getName())) {
      return Advices.ExitReplacing.class;
    }
    if (pattern.awaitsReturned() && ReturnedStage.of(returned).may()) {
      return Advices.ExitAsync.class;
    }
    return pattern.rule() == null ? Advices.Exit.class : Advices.ExitWithObject.class;
  }

  /** What awaits a stage finds the planned start in the frame. */
  private static Class<?> plannedExit(Class<?> exit) {
    if (exit == Advices.ExitWithObject.class) {
      return Advices.ExitPlannedWith.class;
    }
    return exit == Advices.Exit.class ? Advices.ExitPlanned.class : exit;
  }

  /** Says why a suspending function cannot be corrected as the pattern wants, or null. */
  static @Nullable String unplannable(OperationPattern pattern) {
    return intended(pattern) == null
        ? null
        : "it is a suspending function of several calls, which intended= does not go with";
  }

  private static @Nullable Intended intended(OperationPattern pattern) {
    return pattern.correction() instanceof Intended intended ? intended : null;
  }

  private static Advice.WithCustomMapping bound(int site) {
    return Advice.withCustomMapping().bind(SiteId.class, IntegerConstant.forValue(site), INT);
  }

  /** An argument that is a whole number, as a long. */
  static <T extends Annotation> Advice.OffsetMapping.Factory<T> wholeNumber(
      Class<T> annotation, int index) {
    return new Advice.OffsetMapping.Factory.Simple<>(
        annotation,
        new Advice.OffsetMapping.ForArgument.Unresolved(LONG, true, Assigner.Typing.STATIC, index));
  }

  /** What a path begins with, that is no returned value. */
  static <T extends Annotation> Advice.OffsetMapping.Factory<T> value(
      Class<T> annotation, ValuePath value) {
    return value.root() == ValuePath.Root.THIS
        ? new Advice.OffsetMapping.Factory.Simple<>(
            annotation,
            new Advice.OffsetMapping.ForThisReference(OBJECT, true, Assigner.Typing.DYNAMIC, false))
        : argument(annotation, value.argument(), true);
  }

  static <T extends Annotation> Advice.OffsetMapping.Factory<T> argument(
      Class<T> annotation, int index, boolean readOnly) {
    return new Advice.OffsetMapping.Factory.Simple<>(
        annotation,
        new Advice.OffsetMapping.ForArgument.Unresolved(
            OBJECT, readOnly, Assigner.Typing.DYNAMIC, index));
  }

  /** Counts what is suppressed, by site. */
  private static Advice.ExceptionHandler handler(int site) {
    return new Advice.ExceptionHandler.Simple(
        new StackManipulation.Compound(IntegerConstant.forValue(site), FacadeCall.SUPPRESSED));
  }
}
