package org.benchmonitor.bench.whole;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.benchmonitor.bootstrap.Clock;
import org.benchmonitor.bootstrap.Frame;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.Site;
import org.jspecify.annotations.Nullable;

/**
 * Records operations that took as long as is asked for, without waiting: each goes through the
 * probe on its worker's own thread, and only its beginning is moved into the past.
 */
final class PastOperations {
  private static final VarHandle START = start();

  private PastOperations() {}

  private static VarHandle start() {
    try {
      return MethodHandles.privateLookupIn(Frame.class, MethodHandles.lookup())
          .findVarHandle(Frame.class, "startTicks", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static void record(Site site, long nanos, @Nullable Throwable thrown) {
    Frame frame = Probe.enter(site.id());
    long ticks = (long) (nanos * (Clock.frequency() / 1e9));
    START.set(frame, (long) START.get(frame) - ticks);
    Probe.exit(frame, thrown);
  }
}
