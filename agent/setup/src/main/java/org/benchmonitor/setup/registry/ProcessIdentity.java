package org.benchmonitor.setup.registry;

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
  /** Tells the process from those that come after it; empty where the system does not tell. */
  public String start() {
    return ticks >= 0 ? Long.toString(ticks) : started;
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
