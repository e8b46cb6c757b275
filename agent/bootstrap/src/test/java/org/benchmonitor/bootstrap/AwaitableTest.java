package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.AbstractEventExecutor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
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

  @Test
  void vertxsFutureIsAwaited() {
    io.vertx.core.Promise<String> ok = io.vertx.core.Promise.promise();
    io.vertx.core.Promise<String> refused = io.vertx.core.Promise.promise();
    io.vertx.core.Promise<String> failing = io.vertx.core.Promise.promise();
    send(ok.future());
    send(ok.future());
    send(ok.future().map(value -> value + "!"));
    send(refused.future());
    send(failing.future());
    assertCounts(5, 0, 0);
    ok.complete("done");
    assertCounts(2, 3, 0);
    refused.complete("no");
    failing.fail(new IOException());
    assertCounts(0, 3, 2);
    assertThat(errors(site).keySet()).containsExactly("java.io.IOException", "no");

    send(ok.future());
    send(io.vertx.core.Future.succeededFuture("done"));
    send(io.vertx.core.Future.succeededFuture("no"));
    send(io.vertx.core.Future.failedFuture(new IOException()));
    assertCounts(0, 5, 4);
  }

  @Test
  void twittersFutureIsAwaited() {
    com.twitter.util.Promise<String> ok = new com.twitter.util.Promise<>();
    com.twitter.util.Promise<String> refused = new com.twitter.util.Promise<>();
    com.twitter.util.Promise<String> failing = new com.twitter.util.Promise<>();
    send(ok);
    send(ok);
    send(ok.map(value -> value + "!"));
    send(refused);
    send(failing);
    assertCounts(5, 0, 0);
    ok.setValue("done");
    assertCounts(2, 3, 0);
    refused.setValue("no");
    failing.setException(new IOException());
    assertCounts(0, 3, 2);
    assertThat(errors(site).keySet()).containsExactly("java.io.IOException", "no");

    send(com.twitter.util.Future.value("done"));
    send(com.twitter.util.Future.exception(new IOException()));
    assertCounts(0, 4, 3);
  }

  /** As a thread that runs tasks later, when it is told to. */
  private static final class EventLoop extends AbstractEventExecutor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    void run() {
      while (!tasks.isEmpty()) {
        tasks.remove().run();
      }
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public boolean inEventLoop(Thread thread) {
      return false;
    }

    @Override
    public boolean isShuttingDown() {
      return false;
    }

    @Override
    public io.netty.util.concurrent.Future<?> shutdownGracefully(
        long quietPeriod, long timeout, TimeUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public io.netty.util.concurrent.Future<?> terminationFuture() {
      throw new UnsupportedOperationException();
    }

    @Override
    @SuppressWarnings({"deprecation", "InlineMeSuggester"})
    public void shutdown() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }

  @Test
  void nettysFutureIsAwaited() {
    EventLoop loop = new EventLoop();
    io.netty.util.concurrent.Promise<String> ok = loop.newPromise();
    io.netty.util.concurrent.Promise<String> refused = loop.newPromise();
    io.netty.util.concurrent.Promise<String> failing = loop.newPromise();
    io.netty.util.concurrent.Promise<String> cancelled = loop.newPromise();
    send(ok);
    send(ok);
    send(refused);
    send(failing);
    send(cancelled);
    ok.setSuccess("done");
    assertCounts(5, 0, 0);
    loop.run();
    assertCounts(3, 2, 0);
    refused.setSuccess("no");
    failing.setFailure(new IOException());
    cancelled.cancel(true);
    loop.run();
    assertCounts(0, 2, 3);
    assertThat(errors(site).keySet()).contains("java.io.IOException", "no");

    send(ok);
    send(loop.newSucceededFuture("done"));
    send(loop.newFailedFuture(new IOException()));
    assertThat(loop.tasks).as("what is done already is no task").isEmpty();
    assertCounts(0, 4, 4);
  }
}
