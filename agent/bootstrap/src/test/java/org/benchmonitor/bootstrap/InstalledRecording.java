package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
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

  /** The failures of an operation by the names of their types; they sum to all its failures. */
  final Map<String, Long> errors(Site site) {
    long[] byType = new long[ErrorTable.MOST_TYPES];
    recording.reader().readErrors(site.operation(), byType);
    Map<String, Long> errors = new TreeMap<>();
    for (ErrorType type : recording.errors().types()) {
      if (byType[type.number()] != 0) {
        errors.put(type.name(), byType[type.number()]);
      }
    }
    assertThat(errors.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(Arrays.stream(byType).sum())
        .isEqualTo(count(site, true));
    return errors;
  }
}
