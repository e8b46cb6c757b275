package org.benchmonitor.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.benchmonitor.host.Shedding.Step;
import org.benchmonitor.host.sample.HostRoom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheddingTest {
  private static final long MB = 1 << 20;
  private static final long GB = 1L << 30;

  private final List<Step> steps = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private long collections;
  private HostRoom room = heap(100, 512);
  private long nanos;
  private final Shedding shedding = made();

  private Shedding made() {
    return new Shedding(
        () -> room,
        (step, why) -> {
          steps.add(step);
          told.add(why);
        },
        () -> nanos);
  }

  private HostRoom heap(long left, long most) {
    return new HostRoom(left * MB, most * MB, Long.MAX_VALUE, collections);
  }

  private HostRoom metaspace(long left) {
    return new HostRoom(GB, 2 * GB, left, collections);
  }

  /** Looks twice, before and after two collections that have changed nothing. */
  private void lookAt(HostRoom now) {
    room = now;
    shedding.look();
    collections += 2;
    room = new HostRoom(now.heap(), now.maxHeap(), now.metaspace(), collections);
    shedding.look();
  }

  private Step last() {
    return steps.isEmpty() ? Step.NOTHING : steps.get(steps.size() - 1);
  }

  private void lookFor(int seconds, HostRoom now) {
    for (int i = 0; i < seconds; i++) {
      nanos += TimeUnit.SECONDS.toNanos(1);
      lookAt(now);
    }
  }

  @Test
  void nothingIsGivenUpWhileThereIsRoom() {
    lookFor(60, heap(100, 512));
    lookFor(60, new HostRoom(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 0));
    assertThat(steps).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10, NOTHING", "8, LARGE_ANSWERS", "6, SERVER", "5, ALL", "0, ALL", "-3, ALL"})
  void theLessHeapIsLeftTheMoreIsGivenUp(long left, Step step) {
    lookAt(heap(left, 20));
    assertThat(last()).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource({"10, NOTHING", "8, SERVER", "6, ALL"})
  void theMetaspaceCountsToo(long left, Step step) {
    lookAt(metaspace(left * MB));
    assertThat(steps).isEqualTo(step == Step.NOTHING ? List.of() : List.of(step));
  }

  @Test
  void inALargeHeapTheEdgeIsWider() {
    lookAt(heap(100, 4096));
    assertThat(last()).isEqualTo(Step.SERVER);
  }

  @Test
  void inAVeryLargeHeapTheEdgeIsAsWideAndNotWider() {
    lookAt(heap(200, 1 << 20));
    assertThat(steps).isEmpty();
  }

  @Test
  void inASmallRoomOneCollectionTellsEnough() {
    room = heap(15, 20);
    Shedding small = made();
    room = heap(1, 20);
    small.look();
    assertThat(last()).isEqualTo(Step.LARGE_ANSWERS);
    collections++;
    room = heap(1, 20);
    small.look();
    assertThat(last()).isEqualTo(Step.ALL);
  }

  @Test
  void aHeapThatOnlyLooksFullUntilItIsCollectedCostsLargeAnswersAlone() {
    for (int i = 0; i < 50; i++) {
      room = heap(1, 20);
      shedding.look();
      shedding.look();
      collections++;
      room = heap(1, 20);
      shedding.look();
      collections++;
      room = heap(15, 20);
      shedding.look();
    }
    assertThat(steps).containsOnly(Step.LARGE_ANSWERS);
  }

  @Test
  void stepsAreTakenAtOnceAndTakenBackAfterRoomForSomeSeconds() {
    lookAt(heap(6, 20));
    lookFor(4, heap(15, 20));
    lookFor(1, heap(8, 20));
    assertThat(steps).containsExactly(Step.LARGE_ANSWERS, Step.SERVER, Step.LARGE_ANSWERS);
    lookFor(4, heap(15, 20));
    assertThat(steps).hasSize(3);
    lookFor(1, heap(15, 20));
    assertThat(last()).isEqualTo(Step.NOTHING);
  }

  @Test
  void aMomentWithoutRoomBeginsTheWaitAnew() {
    lookAt(heap(6, 20));
    lookFor(4, heap(15, 20));
    lookFor(1, heap(6, 20));
    lookFor(4, heap(15, 20));
    assertThat(steps).containsExactly(Step.LARGE_ANSWERS, Step.SERVER);
  }

  @Test
  void theLastStepIsTakenOnceAndNeverBack() {
    lookAt(heap(1, 20));
    lookFor(3, heap(1, 20));
    lookFor(60, heap(15, 20));
    assertThat(steps).containsExactly(Step.LARGE_ANSWERS, Step.ALL);
    assertThat(told).containsOnly("1 MB of heap are left");
  }

  @Test
  void whatIsShortIsTold() {
    lookAt(metaspace(6 * MB));
    assertThat(told).containsExactly("6 MB of metaspace are left");
  }

  @Test
  void aWideRoomIsLookedAtOnceASecond() {
    lookAt(heap(300, 1000));
    assertThat(shedding.lookNanos()).isEqualTo(1_000_000_000);
    lookAt(heap(240, 1000));
    assertThat(shedding.lookNanos()).isLessThan(1_000_000_000);
    lookAt(heap(300, 2000));
    assertThat(shedding.lookNanos()).isLessThan(1_000_000_000);
    lookAt(metaspace(50 * MB));
    assertThat(shedding.lookNanos()).isLessThan(1_000_000_000);
  }

  @Test
  void aSmallRoomIsLookedAtMoreOften() {
    long usual = shedding.lookNanos();
    room = heap(15, 20);
    assertThat(made().lookNanos()).isLessThan(usual);
    room = metaspace(30 * MB);
    assertThat(made().lookNanos()).isLessThan(usual);
  }
}
