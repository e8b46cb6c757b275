package com.acme.bench;

import java.util.List;
import java.util.concurrent.Callable;

/** Works through its part of every phase, one operation after the other, on a thread of its own. */
final class Worker implements Callable<Void> {
  private final Workload workload;
  private final Pace pace;
  private final List<Phase> phases;
  private final RunClock clock;
  private final StopSignal stop;

  Worker(Workload workload, Pace pace, List<Phase> phases, RunClock clock, StopSignal stop) {
    this.workload = workload;
    this.pace = pace;
    this.phases = phases;
    this.clock = clock;
    this.stop = stop;
  }

  /** An end that was not planned, by interrupt or by failure, ends the run of all workers. */
  @Override
  public Void call() throws Exception {
    boolean asPlanned = false;
    try {
      for (Phase phase : phases) {
        work(phase);
      }
      asPlanned = !Thread.currentThread().isInterrupted();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!asPlanned) {
        stop.give();
      }
    }
    return null;
  }

  private void work(Phase phase) throws Exception {
    for (long done = 0; done < phase.operations(); done++) {
      long dueNanos = Math.max(pace.dueNanos(), clock.elapsedNanos());
      if (dueNanos >= phase.endNanos()) {
        return;
      }
      if (stop.sleep(dueNanos - clock.elapsedNanos())) {
        return;
      }
      perform(workload.prepare(phase.choices().next()), phase.figures());
      pace.take();
    }
  }

  private void perform(Step step, PhaseFigures phase) {
    OperationFigures figures = phase.of(step.type());
    long beginNanos = System.nanoTime();
    try {
      workload.call(step, pace.hasTargetRate() ? clock.nanoTimeAt(pace.dueNanos()) : 0);
      long latencyNanos = System.nanoTime() - beginNanos;
      figures.succeeded(latencyNanos);
      workload.succeeded(step);
    } catch (Throwable e) {
      long latencyNanos = System.nanoTime() - beginNanos;
      figures.failed(latencyNanos, e);
      if (e instanceof Error error) {
        throw error;
      }
    } finally {
      if (pace.hasTargetRate()) {
        figures.responded(clock.elapsedNanos() - pace.dueNanos());
      }
    }
  }
}
