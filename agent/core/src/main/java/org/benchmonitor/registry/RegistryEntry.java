package org.benchmonitor.registry;

import org.benchmonitor.config.Secret;

/**
 * One monitored JVM.
 *
 * @param url of its page, without the token
 * @param token allows everything there
 * @param mainClass the main class or jar, as it was started
 * @param version the agent's
 */
public record RegistryEntry(
    ProcessIdentity process,
    String url,
    Secret token,
    String mainClass,
    String javaVersion,
    String version) {
  public long pid() {
    return process.pid();
  }

  /** The page with all rights: for the user's own eyes and browser, never for a log. */
  public String urlWithToken() {
    return url + "#token=" + token.text();
  }
}
