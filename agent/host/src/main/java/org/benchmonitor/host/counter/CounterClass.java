package org.benchmonitor.host.counter;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.benchmonitor.host.instrument.OwnClassFiles;
import org.benchmonitor.host.instrument.RenamedClass;

/**
 * {@link TimeStampCounter} as a class of java.base, where it may call native code.
 *
 * <p>The package {@code java.lang} must be open to this class's module. The class stays in the JVM,
 * with its page, also after a detach; an agent that comes back finds it.
 *
 * @param ticks {@link TimeStampCounter#ticks}, of type {@code ()long}
 * @param ticksOrdered {@link TimeStampCounter#ticksOrdered}, of the same type
 */
record CounterClass(MethodHandle ticks, MethodHandle ticksOrdered) {
  private static final String COUNTER = TimeStampCounter.class.getName();
  private static final String IN_JAVA_BASE = "java.lang.$BenchMonitorCounter";

  /**
   * Defines it unless it is there, and makes the page.
   *
   * @throws Exception what the JDK refuses; so does a {@code LinkageError}, also for what the
   *     system refuses
   */
  static CounterClass define() throws Exception {
    MethodHandles.Lookup javaLang =
        MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
    Class<?> counter = javaLang.ensureInitialized(found(javaLang));
    MethodType type = MethodType.methodType(long.class);
    return new CounterClass(
        javaLang.findStatic(counter, "ticks", type),
        javaLang.findStatic(counter, "ticksOrdered", type));
  }

  private static Class<?> found(MethodHandles.Lookup javaLang)
      throws IOException, IllegalAccessException {
    try {
      return Class.forName(IN_JAVA_BASE, false, null);
    } catch (ClassNotFoundException notYet) {
      return javaLang.defineClass(
          RenamedClass.in(OwnClassFiles.of(COUNTER), COUNTER, IN_JAVA_BASE));
    }
  }

  /** Reads the counter once all before has executed. */
  long count() {
    try {
      return (long) ticksOrdered.invokeExact();
    } catch (RuntimeException | Error unchanged) {
      throw unchanged;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
