package org.benchmonitor.bench.whole;

/** The class with the operation of {@link IdleHost}. */
public final class Greeting {
  private Greeting() {}

  public static long greet() {
    return System.nanoTime();
  }
}
