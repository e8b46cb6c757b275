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

  private static HostRoom heap(long left, long most) {
    return new HostRoom(left * MB, most * MB, Long.MAX_VALUE);
  }

  private void lookAt(HostRoom now) {
    room = now;
    shedding.look();
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
    lookFor(60, new HostRoom(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
    assertThat(steps).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10, NOTHING", "8, LARGE_ANSWERS", "6, SERVER", "5, ALL", "0, ALL", "-3, ALL"})
  void theLessHeapIsLeftTheMoreIsGivenUp(long left, Step step) {
    lookAt(heap(left, 20));
    assertThat(steps).isEqualTo(step == Step.NOTHING ? List.of() : List.of(step));
  }

  @ParameterizedTest
  @CsvSource({"10, NOTHING", "8, SERVER", "6, ALL"})
  void theMetaspaceCountsToo(long left, Step step) {
    lookAt(new HostRoom(GB, 2 * GB, left * MB));
    assertThat(steps).isEqualTo(step == Step.NOTHING ? List.of() : List.of(step));
  }

  @Test
  void inALargeHeapTheEdgeIsWider() {
    lookAt(heap(100, 4096));
    assertThat(steps).containsExactly(Step.SERVER);
  }

  @Test
  void stepsAreTakenAtOnceAndTakenBackAfterRoomForSomeSeconds() {
    lookAt(heap(6, 20));
    lookFor(4, heap(15, 20));
    lookFor(1, heap(8, 20));
    assertThat(steps).containsExactly(Step.SERVER, Step.LARGE_ANSWERS);
    lookFor(4, heap(15, 20));
    assertThat(steps).hasSize(2);
    lookFor(1, heap(15, 20));
    assertThat(steps).containsExactly(Step.SERVER, Step.LARGE_ANSWERS, Step.NOTHING);
  }

  @Test
  void aMomentWithoutRoomBeginsTheWaitAnew() {
    lookAt(heap(6, 20));
    lookFor(4, heap(15, 20));
    lookFor(1, heap(6, 20));
    lookFor(4, heap(15, 20));
    assertThat(steps).containsExactly(Step.SERVER);
  }

  @Test
  void theLastStepIsTakenOnceAndNeverBack() {
    lookAt(heap(1, 20));
    lookFor(3, heap(1, 20));
    lookFor(60, heap(15, 20));
    assertThat(steps).containsExactly(Step.ALL);
    assertThat(told).containsExactly("1 MB of heap are left");
  }

  @Test
  void whatIsShortIsTold() {
    lookAt(new HostRoom(GB, 2 * GB, 6 * MB));
    assertThat(told).containsExactly("6 MB of metaspace are left");
  }

  @Test
  void aSmallRoomIsLookedAtMoreOften() {
    long usual = shedding.lookNanos();
    room = heap(15, 20);
    assertThat(made().lookNanos()).isLessThan(usual);
    room = new HostRoom(GB, 2 * GB, 30 * MB);
    assertThat(made().lookNanos()).isLessThan(usual);
  }
}
