package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunControl.Action;
import org.benchmonitor.run.model.RunControl.Answer;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pause, resume and stop against a ticker that is moved by hand. */
class RunControlTest extends SampledRecording {
  private static final long WARMUP_MILLIS = 2_000;
  private static final long RAMP_MILLIS = 1_000;

  private Sampler sampler(long warmupMillis, long rampMillis, boolean bySessionMethod) {
    return sampler(Duration.ofMillis(warmupMillis), Duration.ofMillis(rampMillis), bySessionMethod);
  }

  private void call(int times) {
    call(read, times);
  }

  /** As an operation that was under way when the pause came. */
  private void callThoughPaused(int times) {
    Thread.currentThread().interrupt();
    call(times);
    assertThat(Thread.interrupted()).isTrue();
  }

  private void pass(long millis) {
    ticker.advance(Duration.ofMillis(millis));
  }

  private Snapshot ask(Sampler sampler, Action action) {
    assertThat(sampler.ask(action, "me")).isEqualTo(Answer.DONE);
    return last();
  }

  @Test
  void aPauseIsInNoLengthAndItsOwnInterval() {
    Sampler sampler = sampler(0, 0, false);
    call(3);
    pass(400);
    Snapshot paused = ask(sampler, Action.PAUSE);
    assertThat(paused.run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(paused.interval().status()).isEqualTo(RunStatus.RUNNING);
    assertThat(paused.interval().nanos()).isEqualTo(400_000_000);
    assertThat(paused.interval().marks()).extracting(Mark::text).contains("paused");

    callThoughPaused(1);
    pass(5_000);
    Snapshot resumed = ask(sampler, Action.RESUME);
    assertThat(resumed.run().status()).isEqualTo(RunStatus.RUNNING);
    assertThat(resumed.interval().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(resumed.interval().nanos()).isEqualTo(5_000_000_000L);
    assertThat(resumed.interval().figures().lengthNanos()).isZero();
    assertThat(resumed.interval().figures().count()).isEqualTo(1);
    assertThat(resumed.interval().marks()).extracting(Mark::text).containsExactly("running");

    call(2);
    pass(600);
    sampler.tick();
    assertThat(last().run().elapsed()).isEqualTo(Duration.ofSeconds(1));
    assertThat(last().run().paused()).isEqualTo(Duration.ofSeconds(5));
    assertThat(last().totals().lengthNanos()).isEqualTo(1_000_000_000L);
    assertThat(last().totals().count()).isEqualTo(6);
    assertThat(last().run().phases())
        .extracting(RunState.Phase::status)
        .containsExactly(
            RunStatus.STARTING, RunStatus.RUNNING, RunStatus.PAUSED, RunStatus.RUNNING);
  }

  @Test
  void theWarmupStandsStillWhileTheRunIsPaused() {
    Sampler sampler = sampler(2_000, 0, false);
    call(1);
    pass(1_500);
    ask(sampler, Action.PAUSE);
    callThoughPaused(2);
    assertThat(sampler.nanosToNextCut()).isEqualTo(1_000_000_000L);
    pass(60_000);
    sampler.tick();
    assertThat(last().interval().warmup()).isTrue();
    assertThat(last().warmupTotals().count()).isEqualTo(3);
    assertThat(last().totals().count()).isZero();
    assertThat(ask(sampler, Action.RESUME).run().status()).isEqualTo(RunStatus.WARMUP);
    assertThat(sampler.nanosToNextCut()).isEqualTo(500_000_000L);
    pass(500);
    sampler.tick();
    assertThat(last().run().status()).isEqualTo(RunStatus.RUNNING);
    assertThat(last().warmupTotals().lengthNanos()).isEqualTo(2_000_000_000L);
  }

  @Test
  void aPauseBeforeTheFirstOperationHoldsIt() throws Exception {
    Sampler sampler = sampler(0, 0, false);
    assertThat(ask(sampler, Action.PAUSE).run().status()).isEqualTo(RunStatus.PAUSED);
    Thread worker = new Thread(() -> call(1));
    worker.start();
    while (recording.sites().waiting() == 0) {
      Thread.onSpinWait();
    }
    pass(3_000);
    sampler.tick();
    assertThat(last().run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(last().run().elapsed()).isZero();
    assertThat(ask(sampler, Action.RESUME).run().status()).isEqualTo(RunStatus.RUNNING);
    worker.join();
    pass(100);
    sampler.tick();
    assertThat(last().totals().count()).isEqualTo(1);
    assertThat(last().run().elapsed()).isEqualTo(Duration.ofMillis(100));
    assertThat(last().run().paused()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aPauseThatFailsHoldsNobody() {
    Sampler sampler = sampler(0, 0, false);
    call(1);
    ticker.failOnce();
    assertThatThrownBy(() -> sampler.ask(Action.PAUSE, "me")).isInstanceOf(OutOfMemoryError.class);
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> call(1));
    assertThat(ask(sampler, Action.PAUSE).run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(ask(sampler, Action.RESUME).run().status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void theEndOfAPausedRunLetsEverybodyGo() throws Exception {
    Sampler sampler = sampler(0, 0, true);
    sampler.beginRun();
    pass(100);
    ask(sampler, Action.PAUSE);
    Thread worker = new Thread(() -> call(1));
    worker.start();
    pass(100);
    sampler.endRun(RunStatus.COMPLETED, "returned");
    worker.join();
    assertThat(last().run().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(last().run().elapsed()).isEqualTo(Duration.ofMillis(100));
    assertThat(last().run().paused()).isEqualTo(Duration.ofMillis(100));
    for (Action action : Action.values()) {
      assertThat(sampler.ask(action, "me").obstacle())
          .isEqualTo(action.text() + " does not apply now, the status is 'completed'");
    }
  }

  @Test
  void aStoppedRunIsCancelledOnceItIsQuiet() {
    Sampler sampler = sampler(0, 0, false);
    call(3);
    pass(500);
    Snapshot stopping = ask(sampler, Action.STOP);
    assertThat(stopping.run().status()).isEqualTo(RunStatus.RUNNING);
    assertThat(stopping.run().stopping()).isTrue();
    assertThat(sampler.ask(Action.PAUSE, "me").obstacle())
        .isEqualTo(
            "pause does not apply now, the status is 'running' and the run is being stopped");
    call(1);
    pass(1_000);
    sampler.tick();
    assertThat(last().run().stopping()).as("an operation was done").isTrue();
    pass(1_000);
    sampler.tick();
    assertThat(last().run().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(last().run().reason()).isEqualTo("stopped by me");
    assertThat(last().run().stopping()).isFalse();
    assertThat(last().totals().count()).isEqualTo(4);
  }

  @Test
  void aStoppedRunIsCancelledHoweverItEnds() {
    Sampler sampler = sampler(0, 0, true);
    sampler.beginRun();
    pass(100);
    ask(sampler, Action.STOP);
    sampler.endRun(RunStatus.FAILED, "the session method threw");
    assertThat(last().run().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(last().run().reason()).isEqualTo("stopped by me");
    pass(100);
    sampler.beginRun();
    pass(100);
    sampler.endRun(RunStatus.COMPLETED, "the next one");
    assertThat(last().run().reason()).isEqualTo("the next one");
  }

  @Test
  void thePhasesThatAreRememberedAreBounded() {
    Sampler sampler = sampler(0, 0, false);
    call(1);
    for (int i = 0; i < 300; i++) {
      pass(10);
      ask(sampler, i % 2 == 0 ? Action.PAUSE : Action.RESUME);
    }
    assertThat(last().run().phases()).hasSize(RunClock.MOST_PHASES);
    assertThat(last().run().phases().get(0).status()).isEqualTo(RunStatus.STARTING);
  }

  /** What the run should be, with the simplest arithmetic. */
  private static final class Model {
    private boolean begun;
    private boolean paused;
    private boolean stopping;
    private boolean ended;
    private long elapsedMillis;
    private long pausedMillis;
    private long quietMillis;
    private long calls;

    void pass(long millis) {
      if (begun && paused) {
        pausedMillis += millis;
      } else if (begun) {
        elapsedMillis += millis;
      }
      quietMillis = paused ? 0 : quietMillis + millis;
    }

    RunStatus status() {
      if (ended) {
        return RunStatus.CANCELLED;
      } else if (paused) {
        return RunStatus.PAUSED;
      } else if (!begun) {
        return RunStatus.STARTING;
      } else if (elapsedMillis < WARMUP_MILLIS) {
        return RunStatus.WARMUP;
      }
      return elapsedMillis < WARMUP_MILLIS + RAMP_MILLIS ? RunStatus.RAMPING : RunStatus.RUNNING;
    }

    boolean allows(Action action) {
      return !ended && (action != Action.PAUSE || !stopping);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anySequenceOfControlsComesToWhatTheModelSays(long seed) {
    Random random = new Random(seed);
    Sampler sampler = sampler(WARMUP_MILLIS, RAMP_MILLIS, false);
    Model model = new Model();
    for (int step = 0; step < 4_000; step++) {
      // A stop is the end of everything, so it comes late; then things go on for a while.
      int choice = random.nextInt(step > 3_900 ? 12 : 11);
      if (choice < 5) {
        int millis = random.nextInt(1, 40);
        pass(millis);
        model.pass(millis);
        sampler.tick();
        model.ended |= model.stopping && model.quietMillis >= 1_000;
      } else if (choice < 7) {
        operate(random, model, sampler);
      } else {
        Action action = choice < 9 ? Action.PAUSE : choice < 11 ? Action.RESUME : Action.STOP;
        assertThat(sampler.ask(action, "me").isDone()).isEqualTo(model.allows(action));
        if (model.allows(action)) {
          model.stopping |= action == Action.STOP;
          model.paused = action == Action.PAUSE || (action == Action.STOP && model.paused);
          model.quietMillis = action == Action.STOP ? 0 : model.quietMillis;
        }
      }
      compare(model, step);
    }
    assertWholeTimeline(model);
  }

  private void operate(Random random, Model model, Sampler sampler) {
    int calls = random.nextInt(1, 4);
    if (!model.begun) {
      model.begun = true;
    }
    if (model.paused) {
      callThoughPaused(calls);
    } else {
      call(calls);
    }
    model.quietMillis = 0;
    if (!model.ended) {
      model.calls += calls;
      sampler.tick();
    }
  }

  private void compare(Model model, int step) {
    if (snapshots.isEmpty()) {
      return;
    }
    RunState run = last().run();
    assertThat(run.status()).as("step " + step).isEqualTo(model.status());
    assertThat(run.elapsed().toMillis()).as("step " + step).isEqualTo(model.elapsedMillis);
    assertThat(run.paused().toMillis()).as("step " + step).isEqualTo(model.pausedMillis);
    assertThat(run.stopping()).isEqualTo(model.stopping && !model.ended);
  }

  /** No call and no time is lost between the intervals, and none is there twice. */
  private void assertWholeTimeline(Model model) {
    assertThat(model.pausedMillis).isPositive();
    assertThat(model.elapsedMillis).isGreaterThan(WARMUP_MILLIS + RAMP_MILLIS);
    long calls = 0;
    long lengths = 0;
    long counted = 0;
    for (Snapshot snapshot : snapshots) {
      Interval interval = snapshot.interval();
      calls += interval.figures().count();
      lengths += interval.figures().lengthNanos();
      counted += interval.warmup() ? 0 : interval.figures().count();
      assertThat(interval.figures().lengthNanos())
          .isEqualTo(interval.status() == RunStatus.PAUSED ? 0 : interval.nanos());
    }
    assertThat(calls).isEqualTo(model.calls);
    assertThat(counted).isEqualTo(last().totals().count());
    assertThat(last().warmupTotals().count() + last().totals().count()).isEqualTo(model.calls);
    long starting =
        snapshots.stream()
            .map(Snapshot::interval)
            .filter(interval -> interval.status() == RunStatus.STARTING)
            .mapToLong(interval -> interval.figures().lengthNanos())
            .sum();
    assertThat(lengths - starting).isEqualTo(last().run().elapsed().toNanos());
    assertThat(last().warmupTotals().lengthNanos() + last().totals().lengthNanos())
        .isEqualTo(last().run().elapsed().toNanos());
  }
}
