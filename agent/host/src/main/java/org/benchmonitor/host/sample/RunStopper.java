package org.benchmonitor.host.sample;

import java.util.Optional;

/** A way to make the host end its run. */
public interface RunStopper {
  /**
   * Why it cannot be done now. Called on a thread that may run code of the host, such as a class
   * loader that resolves a type.
   */
  Optional<String> obstacle();

  /**
   * Tells the host to end its run. Called on a thread of its own, which the host may hold for as
   * long as it likes.
   *
   * @throws Throwable whatever the host throws
   */
  @SuppressWarnings("InvalidThrows") // it is the host's
  void stop() throws Throwable;
}
