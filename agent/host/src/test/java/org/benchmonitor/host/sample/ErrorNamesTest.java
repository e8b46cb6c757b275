package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.benchmonitor.bootstrap.ErrorType;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.Site;
import org.benchmonitor.run.model.ErrorNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrorNamesTest {
  private final Recording recording = new Recording(2, 1, 1);
  private final Site site = recording.sites().add("read", returned -> (String) returned);

  /** Called as one of the JDK's is. */
  private static final class TimeoutException extends Exception {
    private static final long serialVersionUID = 1;
  }

  @BeforeEach
  void install() {
    Probe.install(recording);
  }

  @AfterEach
  void uninstall() {
    Probe.install(null);
  }

  private void fail(Throwable thrown) {
    Probe.exit(Probe.enter(site.id()), thrown);
  }

  private ErrorNames names() {
    return ErrorTracker.namesOf(recording.reader().errors().types());
  }

  @Test
  void aTypeIsShownByItsSimpleNameWhileNoOtherHasIt() {
    String own = TimeoutException.class.getName();
    String jdks = java.util.concurrent.TimeoutException.class.getName();
    fail(new TimeoutException());
    fail(new IOException());
    assertThat(names().shown(own)).isEqualTo("TimeoutException");
    fail(new java.util.concurrent.TimeoutException());
    assertThat(recording.reader().errors().types())
        .extracting(ErrorType::name)
        .containsExactlyInAnyOrder(own, jdks, "java.io.IOException");
    assertThat(names().shown(own)).isEqualTo(own);
    assertThat(names().shown(jdks)).isEqualTo(jdks);
    assertThat(names().shown("java.io.IOException")).isEqualTo("IOException");
  }

  @Test
  void whatARuleSaysIsShownAsItIs() {
    Probe.exitWith(Probe.enter(site.id()), "a.b.C refused", null);
    Probe.exitWith(Probe.enter(site.id()), "IOException", null);
    fail(new IOException());
    assertThat(names().shown("a.b.C refused")).isEqualTo("a.b.C refused");
    assertThat(names().shown("IOException")).isEqualTo("IOException");
    assertThat(names().shown("java.io.IOException")).isEqualTo("java.io.IOException");
    assertThat(ErrorNames.of(Map.of()).shownOrNull(null)).isNull();
  }
}
