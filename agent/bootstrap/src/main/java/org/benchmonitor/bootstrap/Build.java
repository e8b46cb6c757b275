package org.benchmonitor.bootstrap;

/**
 * Which build of the agent these classes are of.
 *
 * <p>They stay in the JVM when the agent leaves, so the next one must be of the same build.
 */
public final class Build {
  private static Long first;

  private Build() {}

  /** Whether this is the build that came into the JVM first. */
  public static synchronized boolean isThis(long checksum) {
    if (first == null) {
      first = checksum;
    }
    return first == checksum;
  }
}
