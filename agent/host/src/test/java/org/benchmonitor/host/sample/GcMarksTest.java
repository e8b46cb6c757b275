package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.benchmonitor.run.model.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GcMarksTest {
  /** Of the JVM's own notifications, so it waits for its thread. */
  @Test
  @Timeout(60)
  void aCollectionIsMarkedWithItsCollectorAndItsCause() throws InterruptedException {
    PendingMarks marks = new PendingMarks();
    GcMarks listening = new GcMarks(marks, new SystemTicker());
    listening.listen();
    List<Mark> found;
    do {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(10);
      found = marks.take().stream().filter(mark -> mark.text().contains("System.gc()")).toList();
    } while (found.isEmpty());
    listening.close();
    Mark mark = found.get(0);
    assertThat(mark.kind()).isEqualTo(Mark.Kind.GC);
    assertThat(mark.text()).matches(".+: end of .+ GC \\(System\\.gc\\(\\)\\)");
    assertThat(mark.durationNanos()).isNotNegative();
  }

  @Test
  @Timeout(60)
  void nothingIsMarkedAfterTheEnd() throws InterruptedException {
    PendingMarks marks = new PendingMarks();
    PendingMarks others = new PendingMarks();
    GcMarks ended = new GcMarks(marks, new SystemTicker());
    GcMarks other = new GcMarks(others, new SystemTicker());
    ended.listen();
    ended.close();
    other.listen();
    do {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(10);
    } while (others.take().isEmpty());
    other.close();
    assertThat(marks.take()).isEmpty();
  }
}
