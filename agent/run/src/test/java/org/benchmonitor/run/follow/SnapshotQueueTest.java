package org.benchmonitor.run.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.follow.Follower.WhenFull;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ByteSizes;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that was counted is lost by a full queue, and it is never longer than said. */
class SnapshotQueueTest {
  private static final Mark GC = new Mark(Snapshots.START, Mark.Kind.GC, 5_000_000L, "pause");

  private final SnapshotQueue queue = new SnapshotQueue(WhenFull.MERGE, new Merging(2));

  private static Snapshot snapshot(String run, Interval interval) {
    Snapshot known = Snapshots.with(interval);
    RunState state = known.run();
    return new Snapshot(
        interval,
        known.totals(),
        known.warmupTotals(),
        known.workers(),
        known.errors(),
        new RunState(
            run,
            interval.status(),
            state.start(),
            null,
            state.elapsed(),
            state.paused(),
            null,
            false,
            List.of()),
        known.cost());
  }

  private static Snapshot snapshot(String run, long sequence, RunStatus status) {
    return snapshot(
        run,
        Snapshots.interval(
            sequence,
            status,
            ErrorCounts.of(Map.of("Timeout", 1L)),
            Snapshots.operation("read", 1, 1_000 * sequence, 20_000)));
  }

  private List<Snapshot> drain() {
    List<Snapshot> all = new ArrayList<>();
    SnapshotQueue.Waiting next = queue.poll();
    while (next != null) {
      all.add(next.snapshot());
      next = queue.poll();
    }
    return all;
  }

  private static Interval with(Interval interval, Mark mark) {
    return new Interval(
        interval.sequence(),
        interval.start(),
        interval.end(),
        interval.status(),
        interval.warmup(),
        interval.figures(),
        interval.errors(),
        interval.activeWorkers(),
        interval.inFlight(),
        interval.system(),
        List.of(mark));
  }

  @Test
  void aFullQueueMakesOneOfItsTwoOldest() {
    for (long sequence = 1; sequence <= SnapshotQueue.MOST + 1; sequence++) {
      Snapshot snapshot = snapshot("a", sequence, RunStatus.RUNNING);
      queue.add(snapshot("a", with(snapshot.interval(), GC)));
    }
    List<Snapshot> all = drain();
    assertThat(all).hasSize(SnapshotQueue.MOST);
    Interval merged = all.get(0).interval();
    assertThat(merged.start()).isEqualTo(Snapshots.START);
    assertThat(merged.end()).isEqualTo(Snapshots.START.plusSeconds(2));
    assertThat(merged.sequence()).isEqualTo(2);
    assertThat(merged.figures().lengthNanos()).isEqualTo(2_000_000_000L);
    assertThat(merged.figures().latency().count()).isEqualTo(4);
    assertThat(merged.figures().latency().minNanos()).isEqualTo(1_000);
    assertThat(merged.figures().latency().maxNanos()).isEqualTo(20_000);
    assertThat(merged.figures().errors()).isEqualTo(2);
    assertThat(merged.errors()).isEqualTo(ErrorCounts.of(Map.of("Timeout", 2L)));
    assertThat(merged.marks()).containsExactly(GC, GC);
    assertThat(all.get(1).interval().sequence()).isEqualTo(3);
  }

  @Test
  void theErrorsOfBothAreNewButNoMoreThanAreRetained() {
    for (long sequence = 1; sequence <= SnapshotQueue.MOST + 1; sequence++) {
      queue.add(Snapshots.with(Snapshots.interval(sequence, RunStatus.RUNNING)));
    }
    Snapshot merged = drain().get(0);
    assertThat(merged.errors().fresh()).hasSize(1).isEqualTo(Snapshots.running().errors().recent());
  }

  @Test
  void neitherAChangeOfStatusNorOfTheRunIsMergedWhileAnotherPairCanBe() {
    queue.add(snapshot("a", 1, RunStatus.WARMUP));
    queue.add(snapshot("a", 2, RunStatus.RUNNING));
    queue.add(snapshot("a", 3, RunStatus.PAUSED));
    queue.add(snapshot("a", 4, RunStatus.COMPLETED));
    for (long sequence = 5; sequence <= 3L * SnapshotQueue.MOST; sequence++) {
      queue.add(snapshot("b", sequence, RunStatus.RUNNING));
    }
    List<Snapshot> all = drain();
    assertThat(all).hasSize(SnapshotQueue.MOST);
    assertThat(all.subList(0, 5)).extracting(Snapshot::sequence).startsWith(1L, 2L, 3L, 4L);
    assertThat(all.get(4).run().id()).isEqualTo("b");
  }

  @Test
  void aRunThatChangesItsStatusAllTheTimeIsMergedBeforeTwoRunsAre() {
    queue.add(snapshot("a", 1, RunStatus.RUNNING));
    for (long sequence = 2; sequence <= SnapshotQueue.MOST + 1; sequence++) {
      queue.add(snapshot("b", sequence, sequence % 2 == 0 ? RunStatus.RUNNING : RunStatus.PAUSED));
    }
    List<Snapshot> all = drain();
    assertThat(all).hasSize(SnapshotQueue.MOST);
    assertThat(all.get(0).sequence()).isEqualTo(1);
    assertThat(all.get(1).sequence()).isEqualTo(3);
  }

  @Test
  void runsWithOneIntervalEachKeepTheBoundToo() {
    for (long sequence = 1; sequence <= 2L * SnapshotQueue.MOST; sequence++) {
      queue.add(snapshot("run-" + sequence, sequence, RunStatus.COMPLETED));
    }
    assertThat(drain()).hasSize(SnapshotQueue.MOST);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theSumOfAllThatIsHandedOverIsTheSumOfAllThatWasAdded(long seed) {
    Random random = new Random(seed);
    RunStatus[] statuses = {
      RunStatus.WARMUP, RunStatus.RUNNING, RunStatus.PAUSED, RunStatus.COMPLETED
    };
    List<Snapshot> handed = new ArrayList<>();
    int added = 0;
    while (added < 400) {
      int burst = 1 + random.nextInt(3 * SnapshotQueue.MOST);
      for (int i = 0; i < burst; i++) {
        added++;
        queue.add(snapshot("run-" + added / 50, added, statuses[random.nextInt(statuses.length)]));
      }
      for (int i = random.nextInt(2 * SnapshotQueue.MOST); i > 0 && !queue.isEmpty(); i--) {
        handed.add(queue.poll().snapshot());
      }
    }
    handed.addAll(drain());
    assertThat(sum(handed, one -> one.interval().figures().latency().count()))
        .isEqualTo(2L * added);
    assertThat(sum(handed, one -> one.interval().figures().errors())).isEqualTo(added);
    assertThat(sum(handed, one -> one.interval().figures().lengthNanos()))
        .isEqualTo(added * 1_000_000_000L);
    assertThat(sum(handed, one -> one.interval().errors().types().get(0).count())).isEqualTo(added);
    assertThat(handed).extracting(Snapshot::sequence).isSorted().endsWith((long) added);
    assertThat(queue.skipped()).isZero();
  }

  private interface Figure {
    long of(Snapshot snapshot);
  }

  private static long sum(List<Snapshot> all, Figure figure) {
    return all.stream().mapToLong(figure::of).sum();
  }

  private static long bytesOf(Snapshot snapshot) {
    return ByteSizes.of(snapshot) + ByteSizes.of(snapshot.interval());
  }

  @Test
  void largeSnapshotsAreMergedBeforeThereAreMany() {
    long each = bytesOf(snapshot("a", 1, RunStatus.RUNNING));
    queue.limitTo(5 * each);
    for (long sequence = 1; sequence <= 40; sequence++) {
      queue.add(snapshot("a", sequence, RunStatus.RUNNING));
      assertThat(queue.bytes()).isLessThanOrEqualTo(5 * each + each / 4);
    }
    List<Snapshot> all = drain();
    assertThat(all).hasSizeBetween(3, 5);
    assertThat(all.stream().mapToLong(one -> one.interval().figures().latency().count()).sum())
        .isEqualTo(80);
    assertThat(queue.bytes()).isZero();
  }

  @Test
  void largeSnapshotsAreSkippedButNeverTheNewest() {
    SnapshotQueue skipping = new SnapshotQueue(WhenFull.SKIP, new Merging(2));
    skipping.limitTo(1);
    for (long sequence = 1; sequence <= 3; sequence++) {
      skipping.add(snapshot("a", sequence, RunStatus.RUNNING));
    }
    assertThat(skipping.poll().snapshot().sequence()).isEqualTo(3);
    assertThat(skipping.poll()).isNull();
    assertThat(skipping.skipped()).isEqualTo(2);
  }

  @Test
  void twoRunsAreMadeOneOnlyForMuchMoreThanTheLimit() {
    long each = bytesOf(snapshot("run", 1, RunStatus.COMPLETED));
    queue.limitTo(4 * each);
    for (long sequence = 1; sequence <= 20; sequence++) {
      queue.add(snapshot("run-" + sequence, sequence, RunStatus.COMPLETED));
    }
    assertThat(queue.bytes()).isBetween(5 * each, 9 * each);
    List<Snapshot> all = drain();
    assertThat(all.get(all.size() - 1).run().id()).isEqualTo("run-20");
  }
}
