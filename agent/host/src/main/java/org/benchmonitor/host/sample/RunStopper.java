package org.benchmonitor.host.sample;

import java.util.Optional;

/** A way to make the host end its run. */
public interface RunStopper {
  /**
   * Why it cannot be done now; on a thread that may run code of the host, such as a class loader's
   * that resolves a type.
   */
  Optional<String> obstacle();

  /**
   * Tells the host; on a thread of the agent's own, which may be held for as long as the host
   * likes.
   *
   * @throws Throwable whatever the host throws
   */
  @SuppressWarnings("InvalidThrows") // it is the host's
  void stop() throws Throwable;
}
