package org.benchmonitor.bench.whole;

/** Calls one operation and is idle for as many milliseconds as it is told. */
final class IdleHost {
  private IdleHost() {}

  public static void main(String[] arguments) throws InterruptedException {
    Greeting.greet();
    Thread.sleep(Long.parseLong(arguments[0]));
  }
}
