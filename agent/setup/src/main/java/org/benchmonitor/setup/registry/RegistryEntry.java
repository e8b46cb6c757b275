package org.benchmonitor.setup.registry;

import org.benchmonitor.setup.config.Secret;

/**
 * One monitored JVM.
 *
 * @param url of its page, without the token
 * @param token allows everything there
 * @param isTokenGiven whether somebody has chosen it, so that it is printed nowhere
 * @param mainClass the main class or jar, as it was started
 * @param version the agent's
 */
public record RegistryEntry(
    ProcessIdentity process,
    String url,
    Secret token,
    boolean isTokenGiven,
    String mainClass,
    String javaVersion,
    String version) {
  public long pid() {
    return process.pid();
  }

  /**
   * The page as it is printed for the user: with all rights, if the token was made by the agent.
   */
  public String printedUrl() {
    return isTokenGiven || token.text().isEmpty() ? url : urlWithToken();
  }

  /** The page with all rights: for the user's own browser, never for a log. */
  public String urlWithToken() {
    return url + "#token=" + token.text();
  }
}
