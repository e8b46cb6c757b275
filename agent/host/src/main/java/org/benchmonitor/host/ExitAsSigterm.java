package org.benchmonitor.host;

import java.util.Optional;
import org.benchmonitor.host.sample.RunStopper;
import org.benchmonitor.setup.log.AgentLog;

/**
 * Ends the JVM as SIGTERM would: by raising that signal, so that a handler of the host's own is
 * asked too; by the exit that the JDK's handler makes, where the signal cannot be raised (with
 * {@code -Xrs}, or without the module {@code jdk.unsupported}).
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
      // By name: the compiler warns of a class that is in every JDK but in no specification.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Object term = signal.getConstructor(String.class).newInstance("TERM");
      signal.getMethod("raise", signal).invoke(null, term);
    } catch (ReflectiveOperationException | RuntimeException cannotBeRaised) {
      log.info("SIGTERM cannot be raised, so System.exit is called: " + cannotBeRaised);
      System.exit(CODE);
    }
  }
}
