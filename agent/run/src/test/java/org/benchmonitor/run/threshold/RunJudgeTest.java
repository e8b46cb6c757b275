package org.benchmonitor.run.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.threshold.Alert.Episode;
import org.benchmonitor.run.threshold.Alert.State;
import org.benchmonitor.run.threshold.Judgement.Verdict;
import org.junit.jupiter.api.Test;

class RunJudgeTest {
  private static final long MS = 1_000_000;

  private final List<State> states = new ArrayList<>();
  private RunJudge judge = judge("p99 of read < 50ms");
  private Judgement last = Judgement.NONE;
  private long sequence;

  private static RunJudge judge(String... thresholds) {
    return new RunJudge(Stream.of(thresholds).map(Threshold::parse).toList(), 2);
  }

  private static Instant second(long second) {
    return Snapshots.START.plusSeconds(second);
  }

  private Alert alert() {
    return last.alerts().get(0);
  }

  /** One second with so many calls of one length, some of them failed. */
  private void second(RunStatus status, int calls, long nanos, int failures) {
    long[] all = new long[calls];
    Arrays.fill(all, nanos);
    take(Snapshots.interval(++sequence, status, Snapshots.operation("read", failures, all)));
  }

  private void take(Interval interval) {
    Snapshot snapshot = Snapshots.with(interval);
    last = judge.take(snapshot);
    states.add(alert().state());
  }

  private void seconds(int number, int calls, long nanos) {
    for (int i = 0; i < number; i++) {
      second(RunStatus.RUNNING, calls, nanos, 0);
    }
  }

  @Test
  void theWholeRunIsJudgedOnceItHasTwentyCallsAboveTheQuantile() {
    seconds(1, 1_999, 10 * MS);
    assertThat(alert().state()).isEqualTo(State.NO_DATA);
    assertThat(alert().reason()).isEqualTo("1999 calls, judged from 2000 on");
    assertThat(last.verdict(false)).isEqualTo(Verdict.NO_DATA);
    seconds(1, 1, 10 * MS);
    assertThat(alert().state()).isEqualTo(State.OK);
    assertThat(alert().text()).isEqualTo("p99 of read < 50ms: ok, 10.00 ms");
    assertThat(last.verdict(false)).isEqualTo(Verdict.HOLDS);
    // Of 2,030 calls the 99th percentile is the 2,010th.
    seconds(1, 30, 60 * MS);
    assertThat(alert().state()).isEqualTo(State.BROKEN);
    assertThat(alert().since()).isEqualTo(second(2));
    assertThat(last.verdict(false)).isEqualTo(Verdict.BROKEN);
    assertThat(last.sequence()).isEqualTo(3);
  }

  @Test
  void aWindowIsJudgedWhenItIsFullAndForgets() {
    judge = judge("p99 of read < 50ms over 3s");
    seconds(2, 5, 90 * MS);
    assertThat(alert().reason()).isEqualTo("judged once 3.000 s have been measured");
    seconds(1, 5, 10 * MS);
    assertThat(alert().state()).isEqualTo(State.BROKEN);
    seconds(2, 5, 10 * MS);
    assertThat(alert().state()).isEqualTo(State.RESOLVED);
    assertThat(alert().episodes()).hasSize(1);
    Episode episode = alert().episodes().get(0);
    assertThat(episode.from()).isEqualTo(second(2));
    assertThat(episode.until()).isEqualTo(second(4));
    assertThat(episode.worst()).isBetween(90.0 * MS, 91.0 * MS);
    assertThat(alert().brokenNanos()).isEqualTo(2_000_000_000L);
    assertThat(alert().times()).isEqualTo(1);
    assertThat(last.verdict(false)).isEqualTo(Verdict.BROKEN);
    assertThat(last.verdict(true)).isEqualTo(Verdict.HOLDS);
    idle(1);
    idle(1);
    idle(1);
    assertThat(alert().state()).isEqualTo(State.NO_DATA);
    assertThat(alert().reason()).isEqualTo("0 calls, judged from 1 on");
  }

  @Test
  void whatMayLastIsPendingUntilThen() {
    judge = judge("in_flight < 1 for 3s");
    seconds(2, 1, MS);
    assertThat(states).containsExactly(State.PENDING, State.PENDING);
    assertThat(last.verdict(false)).isEqualTo(Verdict.HOLDS);
    // A pause is no time.
    second(RunStatus.PAUSED, 0, 0, 0);
    seconds(1, 1, MS);
    assertThat(alert().state()).isEqualTo(State.BROKEN);
    assertThat(alert().since()).isEqualTo(second(3));
  }

  @Test
  void warmUpPausesAndTheTimeBeforeTheFirstCallAreNotJudged() {
    judge = judge("max < 50ms");
    second(RunStatus.STARTING, 0, 0, 0);
    second(RunStatus.WARMUP, 5, 90 * MS, 0);
    second(RunStatus.RAMPING, 5, 90 * MS, 0);
    second(RunStatus.PAUSED, 5, 90 * MS, 0);
    assertThat(states).containsOnly(State.NO_DATA);
    second(RunStatus.RUNNING, 5, 10 * MS, 0);
    assertThat(alert().state()).isEqualTo(State.OK);
  }

  /** A second without a call, and with so many under way. */
  private void idle(long inFlight) {
    Interval plain = Snapshots.interval(++sequence, RunStatus.RUNNING);
    take(Snapshots.with(plain, 0, inFlight, plain.marks()));
  }

  @Test
  void idleTimeIsJudgedOnceACallComesAgainAndNotAtTheEnd() {
    judge = judge("throughput > 50/s over 1s");
    seconds(2, 100, MS);
    idle(0);
    idle(0);
    assertThat(alert().state()).isEqualTo(State.OK);
    seconds(1, 100, MS);
    assertThat(alert().state()).isEqualTo(State.RESOLVED);
    assertThat(alert().episodes()).containsExactly(new Episode(second(2), second(4), 0));
    idle(0);
    idle(0);
    assertThat(alert().times()).isEqualTo(1);
    // What is under way does not end: that is no idle time.
    idle(1);
    assertThat(alert().state()).isEqualTo(State.BROKEN);
  }

  @Test
  void theBeginningIsLeftOut() {
    judge = judge("max < 50ms after 2s");
    seconds(2, 5, 90 * MS);
    assertThat(alert().reason()).isEqualTo("judged once 2.000 s have been measured");
    seconds(1, 5, 10 * MS);
    assertThat(alert().state()).isEqualTo(State.OK);
    judge = judge("throughput > 8/s over 2s after 1s");
    seconds(1, 1, MS);
    seconds(1, 10, MS);
    assertThat(alert().reason()).isEqualTo("judged once 3.000 s have been measured");
    seconds(1, 10, MS);
    assertThat(alert().value()).isEqualTo(10);
  }

  @Test
  void errorsAreAShareOrANumber() {
    judge = judge("errors < 10%", "errors of read <= 3", "errors of other <= 3");
    second(RunStatus.RUNNING, 97, MS, 3);
    assertThat(last.in(State.OK)).hasSize(3);
    assertThat(alert().text()).isEqualTo("errors < 10%: ok, 3.00 %");
    second(RunStatus.RUNNING, 1, MS, 9);
    assertThat(last.in(State.BROKEN)).hasSize(2);
    assertThat(last.alerts().get(1).value()).isEqualTo(12);
  }

  @Test
  void whoseCallsTakeMuchLongerIsStuck() {
    judge = judge("stuck <= 0");
    take(Snapshots.running().interval());
    assertThat(alert().state()).isEqualTo(State.OK);
    Interval interval = Snapshots.running().interval();
    Judgement recorded =
        RunJudge.of(
            List.of(Threshold.parse("stuck <= 0")), 2, List.of(interval), Snapshots.running());
    assertThat(recorded.alerts().get(0).reason()).isEqualTo("stuck workers are not in a record");
  }

  @Test
  void aRecordIsJudgedAsTheRunWas() {
    List<String> thresholds =
        List.of("p99 of read < 50ms over 3s", "max < 80ms", "throughput > 4/s for 2s");
    judge = judge(thresholds.toArray(String[]::new));
    List<Interval> intervals = new ArrayList<>();
    for (int i = 1; i < 40; i++) {
      long[] nanos = new long[(i * 7) % 11];
      Arrays.fill(nanos, (i * 13 % 17) * 6L * MS + 1);
      Interval interval =
          Snapshots.interval(
              i,
              i % 9 == 0 ? RunStatus.PAUSED : RunStatus.RUNNING,
              Snapshots.operation("read", 0, nanos));
      intervals.add(interval);
      take(interval);
    }
    Judgement recorded =
        RunJudge.of(
            thresholds.stream().map(Threshold::parse).toList(),
            2,
            intervals,
            Snapshots.with(intervals.get(intervals.size() - 1)));
    assertThat(recorded).isEqualTo(last);
    assertThat(states).contains(State.BROKEN, State.RESOLVED, State.NO_DATA);
  }
}
