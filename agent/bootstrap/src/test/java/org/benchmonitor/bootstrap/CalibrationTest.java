package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @AfterEach
  void uninstall() {
    Probe.install(null);
  }

  @Test
  void anOperationCostsSomethingAndIsNotSeenByTheRecordingThatIsInstalled()
      throws InterruptedException {
    Recording installed = new Recording(2, 2, 2);
    Site site = installed.sites().add("read", null);
    Probe.install(installed);
    Calibration[] measured = new Calibration[1];
    Thread thread = new Thread(() -> measured[0] = Calibration.measure(2));
    thread.start();
    thread.join(60_000);

    assertThat(measured[0]).isNotNull();
    assertThat(measured[0].clock()).isEqualTo(Clock.name());
    assertThat(measured[0].nanosPerOperation()).isPositive().isFinite();
    assertThat(measured[0].nanosPerReading()).isPositive().isFinite();
    assertThat(installed.reader().hasBegun()).isFalse();
    assertThat(installed.reader().workersSeen()).isZero();
    assertThat(installed.reader().takeNewWorkers()).isEmpty();
    CellCounts counts = new CellCounts(installed.reader().layout());
    installed.reader().read(site.operation(), false, counts);
    assertThat(counts.total()).isZero();
  }
}
