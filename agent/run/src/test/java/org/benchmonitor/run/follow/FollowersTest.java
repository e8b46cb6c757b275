package org.benchmonitor.run.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.follow.Follower.Blocking;
import org.benchmonitor.run.follow.Follower.WhenFull;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.junit.jupiter.api.Test;

/** Whose thread hands over what, and what is awaited at the end. */
class FollowersTest {
  private static final String SHARED = "monitor-followers";
  private static final String DISK = "monitor-followers-disk";

  private final ManualThreads threads = new ManualThreads();
  private final List<String> told = new ArrayList<>();
  private final RecordingFollower stream =
      new RecordingFollower("stream", Blocking.NOTHING, WhenFull.SKIP);
  private final RecordingFollower sum =
      new RecordingFollower("sum", Blocking.NOTHING, WhenFull.MERGE);
  private final RecordingFollower file =
      new RecordingFollower("file", Blocking.DISK, WhenFull.MERGE);

  private Followers followers(Follower... all) {
    return new Followers(
        threads,
        new Merging(2),
        (name, failure) -> told.add(name + ": " + failure.getMessage()),
        List.of(all),
        threads);
  }

  private static void tell(Followers followers, long first, long last) {
    for (long sequence = first; sequence <= last; sequence++) {
      Snapshot snapshot = Snapshots.with(Snapshots.interval(sequence, RunStatus.RUNNING));
      followers.listeners().forEach(listener -> listener.onSnapshot(snapshot));
    }
  }

  @Test
  void noThreadIsMadeBeforeTheFirstSnapshot() {
    Followers followers = followers(stream, sum, file);
    assertThat(threads.started()).isEmpty();
    tell(followers, 1, 1);
    assertThat(threads.started()).containsExactly(SHARED, DISK);
  }

  @Test
  void nobodyIsHandedAnythingOnTheSamplersThread() {
    tell(followers(stream, file), 1, 3);
    assertThat(stream.taken).isEmpty();
    assertThat(file.taken).isEmpty();
  }

  @Test
  void allAreHandedOverInOrder() {
    tell(followers(file), 1, 3);
    for (int i = 0; i < 3; i++) {
      threads.turn(DISK);
    }
    assertThat(file.sequences()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aTurnHandsOneToEachSoThatNoneHoldsTheOthersUp() {
    tell(followers(stream, sum), 1, 3);
    threads.turn(SHARED);
    assertThat(stream.sequences()).containsExactly(1L);
    assertThat(sum.sequences()).containsExactly(1L);
  }

  @Test
  void oneThatMayBlockHoldsUpNoneThatDoesNot() {
    tell(followers(stream, file), 1, 1);
    threads.turn(SHARED);
    assertThat(stream.sequences()).containsExactly(1L);
    assertThat(file.taken).isEmpty();
  }

  @Test
  void whoeverIsTooSlowAndMaySkipMissesTheOldest() {
    Followers followers = followers(stream);
    tell(followers, 1, SnapshotQueue.MOST + 5);
    assertThat(followers.skipped()).isEqualTo(5);
    threads.turn(SHARED);
    assertThat(stream.sequences()).containsExactly(6L);
  }

  @Test
  void whoeverCanWaitForItsThreadHasNoneBeforeItWantsSomething() {
    List<Long> taken = new ArrayList<>();
    Follower late =
        new Follower() {
          @Override
          public String name() {
            return "late";
          }

          @Override
          public Blocking blocking() {
            return Blocking.DISK;
          }

          @Override
          public boolean wants(Snapshot snapshot) {
            return snapshot.sequence() > 2;
          }

          @Override
          public boolean needsThreadAtOnce() {
            return false;
          }

          @Override
          public void take(Snapshot snapshot) {
            taken.add(snapshot.sequence());
          }
        };
    Followers followers = followers(late);
    tell(followers, 1, 2);
    assertThat(threads.started()).isEmpty();
    tell(followers, 3, 3);
    threads.turn(DISK);
    assertThat(taken).containsExactly(3L);
  }

  @Test
  void oneThatIsNotWantedIsNotQueuedButStartsTheThread() {
    Follower never =
        new Follower() {
          @Override
          public String name() {
            return "never";
          }

          @Override
          public Blocking blocking() {
            return Blocking.DISK;
          }

          @Override
          public boolean wants(Snapshot snapshot) {
            return false;
          }

          @Override
          public void take(Snapshot snapshot) {
            throw new AssertionError("not wanted");
          }
        };
    Followers followers = followers(never);
    tell(followers, 1, 1);
    threads.turn(DISK);
    assertThat(threads.started()).containsExactly(DISK);
    assertThat(told).isEmpty();
  }

  @Test
  void aFlushIsDoneWhenAllThatWasQueuedBeforeIsHandedOver() {
    Followers followers = followers(file);
    tell(followers, 1, 2);
    threads.plan(DISK, DISK);
    assertThat(followers.flush(threads.nanos() + 1_000_000_000)).isTrue();
    assertThat(file.sequences()).containsExactly(1L, 2L);
    assertThat(file.closed).isZero();
  }

  @Test
  void aFlushSaysThatItsDeadlineIsMissed() {
    Followers followers = followers(file);
    tell(followers, 1, 2);
    threads.plan(DISK);
    long deadline = threads.nanos() + 1_000_000_000;
    assertThat(followers.flush(deadline)).isFalse();
    assertThat(threads.nanos()).isBetween(deadline, deadline + 100_000_000);
    assertThat(file.sequences()).containsExactly(1L);
  }

  @Test
  void aFlushOfWhatWasMergedOrSkippedIsDoneToo() {
    Followers followers = followers(stream, sum);
    tell(followers, 1, 3L * SnapshotQueue.MOST);
    for (int i = 0; i < SnapshotQueue.MOST; i++) {
      threads.plan(SHARED);
    }
    assertThat(followers.flush(threads.nanos() + 1_000_000_000)).isTrue();
  }

  @Test
  void closingHandsTheRestOverClosesOnceAndEndsTheThread() {
    Followers followers = followers(file);
    tell(followers, 1, 2);
    threads.plan(DISK, DISK, DISK);
    assertThat(followers.close(threads.nanos() + 1_000_000_000)).isEmpty();
    assertThat(file.sequences()).containsExactly(1L, 2L);
    assertThat(threads.isOver(DISK)).isTrue();
    tell(followers, 3, 3);
    followers.close(threads.nanos() + 1_000_000_000);
    threads.turn(DISK);
    assertThat(file.closed).isEqualTo(1);
    assertThat(file.sequences()).containsExactly(1L, 2L);
  }

  @Test
  void whoeverIsLateAtTheCloseIsNamedAndClosedAfterwards() {
    Followers followers = followers(stream, file);
    tell(followers, 1, 1);
    threads.plan(SHARED, SHARED);
    assertThat(followers.close(threads.nanos() + 1_000_000_000)).containsExactly("file");
    assertThat(stream.closed).isEqualTo(1);
    assertThat(threads.isOver(DISK)).isFalse();
    threads.turn(DISK);
    threads.turn(DISK);
    assertThat(file.closed).isEqualTo(1);
    assertThat(threads.isOver(DISK)).isTrue();
  }

  @Test
  void oneThatWasNeverToldOfAnythingIsClosedWithoutAThread() {
    Followers followers = followers(file);
    assertThat(followers.close(threads.nanos() + 1_000_000_000)).isEmpty();
    assertThat(file.closed).isEqualTo(1);
    assertThat(threads.started()).isEmpty();
  }

  @Test
  void whereTheSystemHasNoThreadLeftTheOneThatClosesHandsOver() {
    Followers followers = followers(file);
    threads.refuse();
    assertThatThrownBy(() -> tell(followers, 1, 1)).isInstanceOf(OutOfMemoryError.class);
    assertThat(followers.close(threads.nanos() + 1_000_000_000)).isEmpty();
    assertThat(file.sequences()).containsExactly(1L);
    assertThat(file.closed).isEqualTo(1);
  }

  @Test
  void oneThatThrowsIsCountedAndHandedTheNext() {
    Followers followers = followers(file);
    FollowingListener listener = followers.listeners().get(0);
    tell(followers, 1, 3);
    file.failing = true;
    threads.turn(DISK);
    file.failing = false;
    threads.turn(DISK);
    threads.turn(DISK);
    assertThat(file.sequences()).containsExactly(2L, 3L);
    assertThat(listener.failed()).isEqualTo(1);
    assertThat(told).containsExactly("file: cannot take 1");
  }

  @Test
  void oneThatAlwaysThrowsIsToldOfLessAndLessAndClosedOnce() {
    Followers followers = followers(file);
    file.failing = true;
    tell(followers, 1, 7);
    for (int i = 0; i < 8; i++) {
      threads.plan(DISK);
    }
    assertThat(followers.close(threads.nanos() + 1_000_000_000)).isEmpty();
    assertThat(told)
        .containsExactly(
            "file: cannot take 1",
            "file: cannot take 2",
            "file: cannot take 4",
            "file: cannot close");
    assertThat(followers.listeners().get(0).failed()).isEqualTo(8);
    assertThat(file.closed).isEqualTo(1);
  }

  @Test
  void oneThatThrowsHoldsUpNoOtherOfItsThread() {
    tell(followers(stream, sum), 1, 2);
    stream.failing = true;
    threads.turn(SHARED);
    threads.turn(SHARED);
    assertThat(sum.sequences()).containsExactlyElementsOf(LongStream.of(1, 2).boxed().toList());
  }
}
