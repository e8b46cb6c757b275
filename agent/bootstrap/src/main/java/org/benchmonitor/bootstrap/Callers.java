package org.benchmonitor.bootstrap;

import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the class of an instrumented method that calls the probe just now; any thread. */
final class Callers {
  /** The probe's own frames, and the way to it, are fewer. */
  private static final int NEAR = 16;

  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private Callers() {}

  /** The class that a method is of, or null if no caller nearby is that method. */
  static Class<?> find(WovenMethod method) {
    return WALKER.walk(new Near(method));
  }

  // A class and not a lambda: this may be the first thing that a host's thread does here.
  private record Near(WovenMethod method)
      implements Function<Stream<StackWalker.StackFrame>, Class<?>> {
    @Override
    public Class<?> apply(Stream<StackWalker.StackFrame> frames) {
      Iterator<StackWalker.StackFrame> iterator = frames.iterator();
      for (int i = 0; i < NEAR && iterator.hasNext(); i++) {
        Class<?> caller = iterator.next().getDeclaringClass();
        if (caller.getName().equals(method.className())) {
          return caller;
        }
      }
      return null;
    }
  }
}
