package org.benchmonitor.host;

import java.util.Optional;
import org.benchmonitor.host.sample.RunStopper;
import org.benchmonitor.setup.log.AgentLog;

/**
 * Ends the JVM as SIGTERM would. It raises the signal, so that the host's own handler runs too.
 * Where that fails (with {@code -Xrs}, or without the module {@code jdk.unsupported}), it exits
 * with the code of the JDK's handler.
 */
record ExitAsSigterm(AgentLog log) implements RunStopper {
  private static final int CODE = 128 + 15;

  @Override
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  public void stop() {
    try {
      // By name: the compiler warns of a class that every JDK has but no specification names.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Object term = signal.getConstructor(String.class).newInstance("TERM");
      signal.getMethod("raise", signal).invoke(null, term);
    } catch (ReflectiveOperationException | RuntimeException cannotBeRaised) {
      log.info("SIGTERM cannot be raised, so System.exit is called: " + cannotBeRaised);
      System.exit(CODE);
    }
  }
}
