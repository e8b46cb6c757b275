package org.benchmonitor.instrument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * One class with advice on some of its methods, made by Byte Buddy.
 *
 * <p>The class is decorated, not rebuilt: no method or field is added, so a class that is loaded
 * already can be retransformed. Types are read from class files, never loaded.
 */
record Decoration(TypeDescription type, ClassFileLocator locator, TypePool pool) {
  /** As many methods that cannot be decorated are looked for one by one. */
  private static final int MOST_FAILURES = 16;

  /** A method and its advice. */
  interface Decorated {
    MethodDescription.InDefinedShape method();

    MethodVisitorWrapper advice();
  }

  static ByteBuddy byteBuddy() {
    return new ByteBuddy()
        .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
        .with(TypeValidation.DISABLED)
        .with(Implementation.Context.Disabled.Factory.INSTANCE);
  }

  /** The bytes with all advice; of two for one method the first is around the second. */
  byte[] with(List<? extends Decorated> methods) {
    Map<String, MethodVisitorWrapper> advice = new HashMap<>();
    for (Decorated one : methods) {
      advice.merge(key(one.method()), one.advice(), Decoration::around);
    }
    return byteBuddy()
        .decorate(type, locator)
        .visit(
            new AsmVisitorWrapper.ForDeclaredMethods()
                .method(
                    ElementMatchers.any(),
                    (instrumented, method, visitor, context, types, writing, reading) -> {
                      MethodVisitorWrapper found =
                          advice.get(method.getInternalName() + method.getDescriptor());
                      return found == null
                          ? visitor
                          : found.wrap(
                              instrumented, method, visitor, context, types, writing, reading);
                    }))
        .make(pool)
        .getBytes();
  }

  private static MethodVisitorWrapper around(
      MethodVisitorWrapper outer, MethodVisitorWrapper inner) {
    return (instrumented, method, visitor, context, types, writing, reading) ->
        inner.wrap(
            instrumented,
            method,
            outer.wrap(instrumented, method, visitor, context, types, writing, reading),
            context,
            types,
            writing,
            reading);
  }

  static String key(MethodDescription.InDefinedShape method) {
    return method.getInternalName() + method.getDescriptor();
  }

  /**
   * Those of the methods that can be decorated, found by halves once all together cannot be.
   *
   * @param onFailure told of each method that is left out
   */
  <D extends Decorated> List<D> possible(List<D> methods, BiConsumer<D, Throwable> onFailure) {
    List<D> possible = new ArrayList<>();
    look(methods, possible, onFailure, 0);
    return possible;
  }

  private <D extends Decorated> int look(
      List<D> some, List<D> possible, BiConsumer<D, Throwable> onFailure, int failuresBefore) {
    if (some.isEmpty()) {
      return failuresBefore;
    }
    try {
      with(some);
      possible.addAll(some);
      return failuresBefore;
    } catch (RuntimeException | LinkageError | AssertionError failure) {
      if (some.size() == 1 || failuresBefore >= MOST_FAILURES) {
        some.forEach(one -> onFailure.accept(one, failure));
        return failuresBefore + some.size();
      }
      int half = some.size() / 2;
      int failures = look(some.subList(0, half), possible, onFailure, failuresBefore);
      return look(some.subList(half, some.size()), possible, onFailure, failures);
    }
  }
}
