package org.benchmonitor.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.benchmonitor.bootstrap.Calibration;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.model.OperationCost;
import org.junit.jupiter.api.Test;

class SelfMeasurementTest {
  private final AtomicLong now = new AtomicLong(-3);
  private final AgentThreads threads = new AgentThreads((thread, failure) -> {});
  private final SelfMeasurement measurement = new SelfMeasurement(threads, 2, now::get);

  @Test
  void leavesTheFirstSecondsToTheHostAndMeasuresOnceThen() throws InterruptedException {
    measurement.look();
    now.addAndGet(TimeUnit.SECONDS.toNanos(5) - 1);
    measurement.look();
    assertThat(threads.alive()).isEmpty();

    now.addAndGet(1);
    measurement.look();
    List<Thread> measuring = threads.alive();
    measurement.look();
    assertThat(threads.alive()).hasSize(1).isEqualTo(measuring);
    measuring.get(0).join(60_000);
    assertThat(measurement.latest()).isPresent();
    measurement.look();
    assertThat(threads.alive()).isEmpty();
  }

  @Test
  void aMeasurementOfAClockThatIsNotInUseAnyMoreIsForgotten() {
    measurement.keep(new Calibration("nanotime", 50, 20), "tsc");
    assertThat(measurement.latest()).isEmpty();
    measurement.keep(new Calibration("tsc", 40, 10), "tsc");
    measurement.keep(new Calibration("nanotime", 50, 20), "tsc");
    assertThat(measurement.latest()).contains(new OperationCost("tsc", 40, 10));
  }
}
