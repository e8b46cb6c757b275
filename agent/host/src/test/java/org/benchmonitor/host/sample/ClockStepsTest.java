package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run in which the system's clock steps. */
class ClockStepsTest extends SampledRecording {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static Stream<Duration> steps() {
    return Stream.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofSeconds(-3));
  }

  private void fail() {
    Probe.exit(Probe.enter(read.id()), new IllegalStateException("on purpose"));
  }

  /** Three seconds with an error in the middle of each; the clock steps within the second. */
  private Sampler run(Duration step) {
    Sampler sampler = sampler(Duration.ZERO, Duration.ZERO, true);
    sampler.beginRun();
    for (int i = 0; i < 4; i++) {
      ticker.advance(SECOND.dividedBy(2));
      if (i == 1) {
        ticker.step(step);
      }
      fail();
      messages.drainWithoutMessages();
      ticker.advance(SECOND.dividedBy(2));
      sampler.tick();
    }
    return sampler;
  }

  @ParameterizedTest
  @MethodSource("steps")
  void intervalsKeepTheirLengthAndErrorsLieInTheMiddle(Duration step) {
    run(step);
    List<Interval> intervals = snapshots.stream().map(Snapshot::interval).toList();
    assertThat(intervals).hasSize(4);
    for (int i = 0; i < intervals.size(); i++) {
      Interval interval = intervals.get(i);
      assertThat(Duration.ofNanos(interval.nanos())).isBetween(SECOND.minusNanos(500_000), SECOND);
      if (i > 0) {
        assertThat(interval.start()).isAfterOrEqualTo(intervals.get(i - 1).end());
      }
      List<ErrorEvent> fresh = snapshots.get(i).errors().fresh();
      assertThat(fresh).hasSize(1);
      assertThat(Duration.between(interval.start(), fresh.get(0).at()))
          .isBetween(SECOND.dividedBy(2).minusNanos(500_000), SECOND.dividedBy(2));
    }
  }

  @ParameterizedTest
  @MethodSource("steps")
  void theStepIsAMarkAtTheBeginningOfTheNextInterval(Duration step) {
    run(step);
    List<Mark> marks =
        snapshots.stream()
            .flatMap(one -> one.interval().marks().stream())
            .filter(mark -> mark.kind() == Mark.Kind.CLOCK)
            .toList();
    assertThat(marks).hasSize(1);
    assertThat(marks.get(0).at()).isEqualTo(snapshots.get(2).interval().start());
    boolean ahead = !step.isNegative();
    assertThat(Duration.between(snapshots.get(1).interval().end(), marks.get(0).at()))
        .isEqualTo(ahead ? step : Duration.ZERO);
    assertThat(marks.get(0).text()).contains(ahead ? "went ahead by 1 h" : "was set back by");
  }

  @Test
  void theNextRunBeginsAtTheSystemsTimeAndTheFirstKeepsItsOwn() {
    Sampler sampler = run(Duration.ofHours(-1));
    sampler.endRun(RunStatus.COMPLETED, "");
    Snapshot first = last();
    assertThat(first.run().start()).isEqualTo(ManualTicker.ORIGIN);
    sampler.beginRun();
    ticker.advance(SECOND);
    sampler.tick();
    assertThat(last().run().start())
        .isEqualTo(ManualTicker.ORIGIN.plusSeconds(4).minus(Duration.ofHours(1)));
    assertThat(last().run().id()).isNotEqualTo(first.run().id());
    assertThat(last().interval().marks()).noneMatch(mark -> mark.kind() == Mark.Kind.CLOCK);
  }
}
