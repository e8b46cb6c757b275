package org.benchmonitor.start;

import java.util.function.Predicate;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.access.SharedSecrets;

/**
 * Registers what runs at the end of the JVM, after all shutdown hooks of the host; false where the
 * JDK refuses.
 *
 * <p>The JDK runs its shutdown slots in order, and slot 1 runs and joins all application hooks. A
 * later slot therefore sees the last operation that a hook of the host executes.
 */
final class ShutdownSlot implements Predicate<Runnable> {
  private static final int LAST = 9;
  private static final int FIRST_FREE = 3;

  @Override
  public boolean test(Runnable end) {
    try {
      JavaLangAccess access = SharedSecrets.getJavaLangAccess();
      for (int slot = LAST; slot >= FIRST_FREE; slot--) {
        if (takes(access, slot, end)) {
          return true;
        }
      }
      return false;
    } catch (RuntimeException | LinkageError refused) {
      return false;
    }
  }

  private static boolean takes(JavaLangAccess access, int slot, Runnable end) {
    try {
      access.registerShutdownHook(slot, false, end);
      return true;
    } catch (InternalError another) {
      return false;
    }
  }
}
