package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.Future$;
import scala.concurrent.Promise;
import scala.concurrent.Promise$;

/** Operations that end with the futures of libraries. */
class AwaitableTest extends InstalledRecording {
  private static final ResultRule NO_IS_FAILED = result -> "no".equals(result) ? "no" : null;

  private final Site site = recording.sites().add("send", NO_IS_FAILED);

  private void send(Object future) {
    Probe.exitAsync(Probe.enter(site.id()), future, null);
  }

  private void assertCounts(int inFlight, int succeeded, int failed) {
    assertThat(recording.reader().asyncInFlight()).as("in flight").isEqualTo(inFlight);
    assertThat(count(site, false)).as("succeeded").isEqualTo(succeeded);
    assertThat(count(site, true)).as("failed").isEqualTo(failed);
  }

  @AfterEach
  void nothingIsSuppressed() {
    assertThat(site.suppressed()).isZero();
    assertThat(site.ruleFailures()).isZero();
  }

  @Test
  void scalasFutureIsAwaited() {
    Promise<String> ok = Promise$.MODULE$.apply();
    Promise<String> refused = Promise$.MODULE$.apply();
    Promise<String> failing = Promise$.MODULE$.apply();
    send(ok.future());
    send(ok.future());
    send(ok.future().map(value -> value + "!", ExecutionContext.parasitic$.MODULE$));
    send(refused.future());
    send(failing.future());
    assertCounts(5, 0, 0);
    ok.success("done");
    assertCounts(2, 3, 0);
    refused.success("no");
    failing.failure(new IOException());
    assertCounts(0, 3, 2);
    assertThat(errors(site).keySet()).containsExactly("java.io.IOException", "no");

    send(ok.future());
    send(Future$.MODULE$.successful("done"));
    send(Future$.MODULE$.failed(new IOException()));
    assertCounts(0, 5, 3);
    send(Future.never$.MODULE$);
    assertCounts(1, 5, 3);
  }
}
