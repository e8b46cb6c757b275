package org.benchmonitor.host.sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.benchmonitor.bootstrap.Worker;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.host.thread.ShutdownHook;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.setup.config.StopWay;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Pauses, resumes and stops the host's run, and logs who asked. Any thread; one at a time is
 * served.
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>The gate is closed exactly while the status is paused, in whatever order controls come:
 *       both change under the sampler's lock.
 *   <li>The workers are let go when the JVM begins to end: a shutdown hook of the host's may wait
 *       for them.
 *   <li>At most one thread stops the host at a time.
 * </ol>
 */
public final class HostControl implements RunControl {
  private static final long ANSWER_NANOS = 50_000_000;
  private static final Answer ENDING = new Answer("pause does not apply now, the JVM is ending");
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Supplier<Sampler> sampler;
  private final Runnable changed;
  private final AgentThreads threads;
  private final StopWay way;
  private final RunStopper stopper;
  private final StopObstacle obstacle;
  private final AgentLog log;
  private @Nullable ShutdownHook hook;
  private @Nullable Thread stopping;
  private long stopNanos;
  private volatile boolean ending;

  /**
   * Makes it; nothing is registered before the first pause.
   *
   * @param changed is told after each control that the next cut may be due earlier
   * @param stopper stops the host in every way but interrupting the workers
   * @param obstacle of the stopper
   */
  HostControl(
      Supplier<Sampler> sampler,
      Runnable changed,
      AgentThreads threads,
      StopWay way,
      RunStopper stopper,
      StopObstacle obstacle,
      AgentLog log) {
    this.sampler = sampler;
    this.changed = changed;
    this.threads = threads;
    this.way = way;
    this.stopper = stopper;
    this.obstacle = obstacle;
    this.log = log;
  }

  @Override
  public Answer ask(Action action, String by) {
    // Outside the lock: code of the host answers, and no pause may wait for it.
    Optional<String> unable =
        action == Action.STOP && way.kind() != StopWay.Kind.INTERRUPT
            ? obstacle.find()
            : Optional.empty();
    return serve(action, by, unable);
  }

  private synchronized Answer serve(Action action, String by, Optional<String> unable) {
    Answer answer =
        switch (action) {
          case PAUSE -> pause(by);
          case RESUME -> sampler.get().ask(action, by);
          case STOP -> stop(by, unable);
        };
    changed.run();
    if (answer.isDone()) {
      log.info(action.text(), Map.of("by", by));
    } else {
      log.info(action.text() + " was refused: " + answer.obstacle(), Map.of("by", by));
    }
    return answer;
  }

  private Answer pause(String by) {
    boolean watched = !ending && watchForTheEnd();
    Answer answer = watched ? sampler.get().ask(Action.PAUSE, by) : ENDING;
    if (ending) {
      // The hook may have run before the gate closed.
      sampler.get().letGo();
      return ENDING;
    }
    return answer;
  }

  /** Registers the hook at the first pause, so that a run that is never paused has none. */
  private boolean watchForTheEnd() {
    if (hook == null) {
      ShutdownHook made = new ShutdownHook(threads, "monitor-release", this::letGo);
      if (!made.register()) {
        return false;
      }
      hook = made;
    }
    return true;
  }

  private void letGo() {
    ending = true;
    sampler.get().letGo();
  }

  /** Treats a stop that is under way as done; one that came to nothing may be repeated. */
  private Answer stop(String by, Optional<String> unable) {
    Thread last = stopping;
    boolean telling = last != null && last.isAlive();
    if (sampler.get().isStopping() && (telling || System.nanoTime() - stopNanos < PATIENCE_NANOS)) {
      return Answer.DONE;
    }
    if (telling) {
      return new Answer(
          "stop does not apply now, the method that an earlier one called still runs");
    }
    if (unable.isPresent()) {
      return new Answer("stop does not apply now, " + unable.get());
    }
    Answer answer = sampler.get().ask(Action.STOP, by);
    if (answer.isDone()) {
      Thread thread = threads.forHost("monitor-stop", this::stopHost);
      stopping = thread;
      stopNanos = System.nanoTime();
      thread.start();
    }
    return answer;
  }

  private void stopHost() {
    // Lets the answer reach the client before the server goes down with the JVM.
    Rest.nanos(ANSWER_NANOS);
    try {
      switch (way.kind()) {
        case INTERRUPT -> {
          // First, so that workers at the gate go on interrupted, not with one more operation.
          interrupt(sampler.get().workers());
          resume();
        }
        case METHOD -> {
          // The method may wait for the workers.
          resume();
          stopper.stop();
        }
        case EXIT -> {
          stopper.stop();
          resume();
        }
      }
    } catch (Throwable failure) {
      resume();
      log.error("the run could not be stopped: " + failure);
    }
  }

  private void resume() {
    sampler.get().ask(Action.RESUME, "");
    changed.run();
  }

  private void interrupt(List<Worker> workers) {
    int interrupted = 0;
    for (Worker worker : workers) {
      try {
        worker.interrupt();
        interrupted++;
      } catch (RuntimeException | Error hostsOwn) {
        log.warn("a worker could not be interrupted: " + hostsOwn);
      }
    }
    log.info("workers interrupted", Map.of("workers", interrupted));
  }

  /** Lets all workers go and takes the hook back; refuses every later pause. */
  synchronized void close() {
    ending = true;
    sampler.get().letGo();
    ShutdownHook registered = hook;
    hook = null;
    if (registered != null && !registered.takeBack()) {
      log.debug("the hook stays, the JVM is ending");
    }
  }
}
