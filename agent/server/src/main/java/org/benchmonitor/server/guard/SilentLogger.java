package org.benchmonitor.server.guard;

import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of {@code java.util.logging.Logger} in NanoHTTPD's classes when monitor.jar is
 * assembled.
 *
 * <p>The library logs a stack trace for every client that goes away, and initialising the JDK's
 * logging breaks hosts that bring a log manager of their own. It has only the methods that the
 * library calls.
 */
public final class SilentLogger {
  private static final SilentLogger INSTANCE = new SilentLogger();

  private SilentLogger() {}

  /** Returns the one that says nothing. */
  @SuppressWarnings("UnusedVariable") // the signature is the JDK's
  public static SilentLogger getLogger(String name) {
    return INSTANCE;
  }

  /** Says nothing. */
  public void log(Level level, String message) {}

  /** Says nothing. */
  public void log(Level level, String message, @Nullable Throwable thrown) {}

  /** Says nothing. */
  public void severe(String message) {}
}
