package org.benchmonitor.model;

/**
 * Another monitored JVM of this machine and user.
 *
 * @param url of its page, without any secret
 */
public record OtherJvm(long pid, String url, String mainClass) {}
