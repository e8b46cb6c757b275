package org.benchmonitor.bootstrap;

/**
 * Identifies the build of the agent that these classes belong to. Any thread; takes a lock.
 *
 * <p>They stay in the JVM when the agent leaves, so the next agent must be of the same build.
 */
public final class Build {
  private static Long first;

  private Build() {}

  /** Whether this build is the first that came into the JVM. */
  public static synchronized boolean isThis(long checksum) {
    if (first == null) {
      first = checksum;
    }
    return first == checksum;
  }
}
