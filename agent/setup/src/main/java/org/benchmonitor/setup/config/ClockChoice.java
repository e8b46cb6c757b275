package org.benchmonitor.setup.config;

/** The {@code clock} option. */
public enum ClockChoice {
  /** The fast clock where it is there and sane, else {@code System.nanoTime}; later the counter. */
  AUTO,
  /** The fast clock where it is there. */
  FAST,
  /** {@code System.nanoTime} at first, later the processor's time stamp counter. */
  TSC,
  /** {@code System.nanoTime}. */
  NANOTIME;

  private static final int JDK_OF_TSC = 22;

  /** Whether this JVM has what {@link #TSC} needs: JDK 22 or newer on Linux and x86-64. */
  public static boolean hasTsc() {
    return Runtime.version().feature() >= JDK_OF_TSC
        && "Linux".equals(System.getProperty("os.name"))
        && "amd64".equals(System.getProperty("os.arch"));
  }
}
