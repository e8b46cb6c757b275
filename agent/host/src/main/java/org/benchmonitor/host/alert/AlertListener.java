package org.benchmonitor.host.alert;

/** Is told when a threshold is broken, and when it is not any more. */
@FunctionalInterface
public interface AlertListener {
  /** Takes a change, on the followers' thread; returns at once. */
  void changed(AlertChange change);
}
