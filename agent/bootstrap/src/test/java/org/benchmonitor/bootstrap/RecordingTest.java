package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest extends InstalledRecording {
  RecordingTest() {
    super(2);
  }

  private static final String STATE = IllegalStateException.class.getName();
  private static final String ARGUMENT = IllegalArgumentException.class.getName();

  private final RuntimeException thrown = new IllegalStateException();
  private final RuntimeException sometimes = new IllegalArgumentException();

  private final Site read = recording.sites().add("read", null);
  private final Site write = recording.sites().add("write", null);

  private void work(int operations) {
    for (int i = 0; i < operations; i++) {
      Frame frame = Probe.enter(write.id());
      Probe.exit(Probe.enter(read.id()), null);
      RuntimeException failure = i % 100 == 0 ? sometimes : thrown;
      Probe.exit(frame, i % 10 == 0 ? failure : null);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 20000", "2, 20000", "6, 10000"})
  void everyOperationIsCountedWhetherBlocksAreOwnOrShared(int threads, int each) {
    Race.run(threads, number -> work(each));
    long all = (long) threads * each;
    assertThat(count("read", false)).isEqualTo(all);
    assertThat(count("write", false)).isEqualTo(all - all / 10);
    assertThat(count("write", true)).isEqualTo(all / 10);
    assertThat(errors(write)).isEqualTo(Map.of(STATE, all / 10 - all / 100, ARGUMENT, all / 100));
    List<Worker> workers = recording.reader().takeNewWorkers();
    assertThat(workers).hasSize(threads);
    assertThat(workers).allMatch(worker -> worker.completed() == 2L * each);
    assertThat(workers).allMatch(worker -> worker.failed() == each / 10L);
    assertThat(recording.reader().suppressed()).isZero();
  }

  @Test
  void threadsThatComeAndGoLoseNothingAndLeaveNoMemoryBehind() {
    long bytesAfterFirst = 0;
    for (int round = 0; round < 50; round++) {
      Race.run(2, number -> work(100));
      List<Worker> ended = recording.reader().takeNewWorkers();
      assertThat(ended).hasSize(2).noneMatch(Worker::isAlive);
      ended.forEach(recording.reader()::release);
      bytesAfterFirst = round == 0 ? recording.reader().cellBytes() : bytesAfterFirst;
    }
    assertThat(count("read", false)).isEqualTo(10_000);
    assertThat(errors(write)).isEqualTo(Map.of(STATE, 900L, ARGUMENT, 100L));
    assertThat(recording.reader().workersSeen()).isEqualTo(100);
    assertThat(recording.reader().workersUnlisted()).isZero();
    // Values may fall into octaves that the first round did not need, but blocks are used again.
    assertThat(recording.reader().cellBytes()).isLessThan(8 * bytesAfterFirst);
  }

  @Test
  void aReadingWhileWorkersWriteIsNeverAheadOfThemAndCompleteInTheEnd() {
    AtomicBoolean written = new AtomicBoolean();
    Race.run(
        2,
        number -> {
          if (number == 0) {
            work(50_000);
            written.set(true);
          } else {
            long before = 0;
            while (!written.get()) {
              long now = count("read", false);
              assertThat(now).isBetween(before, 50_000L);
              before = now;
            }
          }
        });
    assertThat(count("read", false)).isEqualTo(50_000);
  }

  @Test
  void aThreadThatOutlivesItsRecordingBeginsAnewInTheNext() {
    work(10);
    Recording next = new Recording(2, 2, 2);
    Site site = next.sites().add("read", null);
    Probe.install(next);
    Probe.exit(Probe.enter(site.id()), null);
    assertThat(count("read", false)).isEqualTo(10);
    assertThat(next.reader().takeNewWorkers())
        .singleElement()
        .matches(worker -> worker.completed() == 1);
  }

  @Test
  void workersAreHandedOnOnceAndInOrder() {
    work(1);
    Race.run(1, number -> work(1));
    assertThat(recording.reader().takeNewWorkers())
        .extracting(Worker::number)
        .containsExactly(1L, 2L);
    assertThat(recording.reader().takeNewWorkers()).isEmpty();
  }
}
