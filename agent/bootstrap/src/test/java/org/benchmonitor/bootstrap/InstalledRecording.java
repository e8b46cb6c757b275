package org.benchmonitor.bootstrap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A recording that the probe records into during each test, and what it has counted. */
abstract class InstalledRecording {
  final Recording recording;

  InstalledRecording() {
    this(4);
  }

  InstalledRecording(int leases) {
    this.recording = new Recording(2, leases, 2);
  }

  @BeforeEach
  void install() {
    Probe.install(recording);
  }

  @AfterEach
  void uninstall() {
    Probe.install(null);
  }

  final CellCounts counts(int operation, boolean failed) {
    CellCounts counts = new CellCounts(recording.reader().layout());
    recording.reader().read(operation, failed, counts);
    return counts;
  }

  final CellCounts counts(String operation, boolean failed) {
    return counts(recording.reader().operations().number(operation), failed);
  }

  final long count(String operation, boolean failed) {
    return counts(operation, failed).total();
  }

  final long count(Site site, boolean failed) {
    return counts(site.operation(), failed).total();
  }
}
