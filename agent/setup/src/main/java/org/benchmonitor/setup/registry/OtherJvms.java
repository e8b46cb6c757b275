package org.benchmonitor.setup.registry;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.run.thread.ThreadMaker;

/**
 * The other monitored JVMs, from the last finished look at the registry.
 *
 * <p>Any thread asks, and none waits for the file system, which may be slow in a shared home. A
 * short-lived thread looks at the directory again when the last look is two seconds old, so an
 * answer may be older than that.
 */
public final class OtherJvms implements Supplier<List<OtherJvm>> {
  private static final long KEPT_NANOS = 2_000_000_000L;

  private final Supplier<List<OtherJvm>> look;
  private final ThreadMaker threads;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile List<OtherJvm> latest = List.of();
  private volatile long lookedAt = System.nanoTime() - KEPT_NANOS;

  public OtherJvms(Registry registry, long ownPid, ThreadMaker threads) {
    this(() -> registry.others(ownPid), threads);
  }

  OtherJvms(Supplier<List<OtherJvm>> look, ThreadMaker threads) {
    this.look = look;
    this.threads = threads;
  }

  @Override
  public List<OtherJvm> get() {
    if (System.nanoTime() - lookedAt >= KEPT_NANOS && looking.compareAndSet(false, true)) {
      beginLooking();
    }
    return latest;
  }

  /** A thread that cannot be started must not be the last one that was tried. */
  private void beginLooking() {
    boolean begun = false;
    try {
      threads.once("monitor-registry", this::look).start();
      begun = true;
    } finally {
      if (!begun) {
        lookedAt = System.nanoTime();
        looking.set(false);
      }
    }
  }

  private void look() {
    try {
      latest = look.get();
    } finally {
      lookedAt = System.nanoTime();
      looking.set(false);
    }
  }
}
