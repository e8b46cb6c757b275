package com.acme.odd;

/**
 * Operates a hundred times on four threads, after or before its process has been made odd.
 *
 * <p>Arguments: the name of an {@link Oddity}, which happens at once, and {@code late}, if it is to
 * wait until the program is monitored.
 */
public class Work {
  private static final long LONGEST_NANOS = 10_000_000_000L;

  private Work() {}

  public static void main(String[] args) throws InterruptedException {
    if (args.length > 1) {
      awaitMonitor();
    }
    if (args.length > 0) {
      Oddity.valueOf(args[0]).run();
    }
    operate();
    awaitMonitor();
    operate();
    System.out.println("done " + Job.done());
  }

  private static void operate() throws InterruptedException {
    Thread[] threads = {new Thread(new Job()), new Thread(new Job())};
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Long enough for the run to be reported; at once where there is no monitor. */
  private static void awaitMonitor() throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_NANOS;
    while ("".equals(url()) && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
  }

  private static String url() {
    try {
      return System.getProperty("org.benchmonitor.url");
    } catch (IllegalStateException oddProperties) {
      return null;
    }
  }
}
