package org.benchmonitor.bootstrap;

/**
 * The way from a value of a call to what names its operation. Runs on the host's threads, never
 * under a lock of the probe; may call the host's methods and throw what those throw.
 */
@FunctionalInterface
public interface NamePath {
  /** What names the operation; null if there is nothing. */
  Object from(Object value);
}
