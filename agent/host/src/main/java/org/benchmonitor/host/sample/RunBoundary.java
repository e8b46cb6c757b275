package org.benchmonitor.host.sample;

import java.util.OptionalInt;
import java.util.function.Supplier;
import org.benchmonitor.bootstrap.RunBoundaryListener;
import org.benchmonitor.run.model.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Begins and ends runs with the host's session method; nested entries belong to the first.
 *
 * <p>Any thread of the host calls it, twice in a run and at the exit. It waits for a current cut no
 * longer than {@link Changes} does, and for other threads that enter or leave.
 */
final class RunBoundary implements RunBoundaryListener {
  private final Supplier<Sampler> sampler;
  private int depth;
  private volatile OptionalInt exitCode = OptionalInt.empty();

  RunBoundary(Supplier<Sampler> sampler) {
    this.sampler = sampler;
  }

  @Override
  public synchronized void entered() {
    if (depth++ == 0) {
      sampler.get().beginRun();
    }
  }

  @Override
  public synchronized void left(@Nullable Throwable thrown) {
    if (depth > 0 && --depth == 0) {
      if (thrown == null) {
        sampler.get().endRun(RunStatus.COMPLETED, "the session method returned");
      } else {
        sampler
            .get()
            .endRun(RunStatus.FAILED, "the session method threw " + thrown.getClass().getName());
      }
    }
  }

  @Override
  public void exiting(int code) {
    exitCode = OptionalInt.of(code);
  }

  /** The code that the host passed to {@code System.exit}, if that was seen. */
  OptionalInt exitCode() {
    return exitCode;
  }
}
