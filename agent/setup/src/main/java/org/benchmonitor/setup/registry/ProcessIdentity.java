package org.benchmonitor.setup.registry;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The identity of a process; its number alone may be reused after its end.
 *
 * @param started its start by the wall clock, empty where unknown or where {@code ticks} tell
 * @param ticks its start in ticks of the kernel since boot, which no setting of the clock moves; -1
 *     where the system does not tell
 * @param scope the boot and the namespace in which the number holds, empty where there is no such
 *     thing: a home directory may be shared by machines and containers
 */
public record ProcessIdentity(long pid, String started, long ticks, String scope) {
  private static final char BETWEEN = '@';

  /** Tells the process from those that come after it; empty where the system does not tell. */
  public String start() {
    return ticks >= 0 ? Long.toString(ticks) : started;
  }

  /**
   * The same for who may read it on another machine or in another container, in which {@link
   * #isElsewhere} tells that.
   */
  public String startAndScope() {
    return scope.isEmpty() ? start() : start() + BETWEEN + mark();
  }

  /** Whether what {@link #startAndScope} told is not of this scope. */
  boolean isElsewhere(String startAndScope) {
    int mark = startAndScope.indexOf(BETWEEN);
    return mark >= 0 && !startAndScope.substring(mark + 1).equals(mark());
  }

  /** Nobody is to tell a machine by it. */
  private String mark() {
    CRC32 sum = new CRC32();
    sum.update(scope.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }

  boolean isSameAs(ProcessIdentity other) {
    if (pid != other.pid) {
      return false;
    }
    if (ticks >= 0 && other.ticks >= 0) {
      return ticks == other.ticks;
    }
    // Of one only the ticks are known, of the other only the time: nothing tells them apart.
    boolean comparable = !started.isEmpty() && !other.started.isEmpty();
    return !comparable || started.equals(other.started);
  }
}
