package com.acme.tight;

import java.lang.ref.SoftReference;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills a part of its JVM's room and stays there, operating all the time.
 *
 * <p>Arguments: what it fills ({@code HEAP}, {@code CLASSES}, {@code STACK}, {@code SOFT}, {@code
 * DIRECT} or {@code NOTHING}), how much (megabytes, classes or rounds), the milliseconds between two
 * steps, and those that it stays full. It catches no lack of memory.
 */
public final class Tight {
  private static final long LONGEST_NANOS = 20_000_000_000L;

  private static final List<Object> KEPT = new ArrayList<>(10_000);
  private static long operations;

  private Tight() {}

  public static void main(String[] args) throws InterruptedException {
    int much = Integer.parseInt(args[1]);
    int pause = Integer.parseInt(args[2]);
    operate();
    awaitMonitor();
    for (int step = 1; step <= much; step++) {
      fill(args[0], step);
      operate();
      Thread.sleep(pause);
    }
    System.out.println("full " + much);
    long end = System.nanoTime() + Integer.parseInt(args[3]) * 1_000_000L;
    while (System.nanoTime() < end) {
      operate();
      Thread.sleep(10);
    }
    System.out.println("done");
  }

  private static void fill(String what, int step) {
    switch (what) {
      case "HEAP" -> {
        // Not larger: collectors treat very large objects in ways of their own.
        for (int i = 0; i < 16; i++) {
          KEPT.add(new byte[(64 << 10) - 16]);
        }
      }
      case "CLASSES" ->
          KEPT.add(
              Proxy.newProxyInstance(
                  new ClassLoader(Tight.class.getClassLoader()) {},
                  new Class<?>[] {ResultSet.class},
                  (proxy, method, arguments) -> null));
      case "STACK" -> toTheEnd();
      case "SOFT" -> KEPT.add(new SoftReference<>(new byte[64 << 10]));
      case "DIRECT" -> KEPT.add(ByteBuffer.allocateDirect(1 << 20));
      default -> {
        return;
      }
    }
  }

  private static void toTheEnd() {
    try {
      deeper();
    } catch (StackOverflowError end) {
      return;
    }
  }

  private static int deeper() {
    operation();
    return deeper() + 1;
  }

  private static void operate() {
    for (int i = 0; i < 100; i++) {
      operation();
    }
  }

  private static void operation() {
    operations++;
  }

  /** The monitor is at work before the room is filled; at once where there is none. */
  private static void awaitMonitor() throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_NANOS;
    while ("".equals(System.getProperty("org.benchmonitor.url")) && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
  }
}
