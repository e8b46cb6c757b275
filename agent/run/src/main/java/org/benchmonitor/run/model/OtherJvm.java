package org.benchmonitor.run.model;

import org.jspecify.annotations.Nullable;

/**
 * Another monitored JVM of this machine and user.
 *
 * @param url of its page, without any token
 * @param mainClass its main class or jar, as it was started
 * @param sessionId of its current run, null where it is not known
 */
public record OtherJvm(long pid, String url, String mainClass, @Nullable String sessionId) {
  /** One whose run is not known. */
  public OtherJvm(long pid, String url, String mainClass) {
    this(pid, url, mainClass, null);
  }
}
