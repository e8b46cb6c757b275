package com.acme.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that is told to end (SIGTERM, Ctrl-C) stops the work and waits until it is done, so that
 * what was done so far is still reported; but not for long, should it hang.
 */
final class GracefulEnd {
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Runnable stop;

  private GracefulEnd(Runnable stop) {
    this.stop = stop;
  }

  static GracefulEnd of(Runnable stop) {
    GracefulEnd end = new GracefulEnd(stop);
    Runtime.getRuntime().addShutdownHook(new Thread(end::onShutdown, "graceful-end"));
    return end;
  }

  /** The work is over and reported, there is nothing left to wait for. */
  void done() {
    done.countDown();
  }

  private void onShutdown() {
    stop.run();
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("sample-runner: gave up waiting for the workers; there is no report");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
