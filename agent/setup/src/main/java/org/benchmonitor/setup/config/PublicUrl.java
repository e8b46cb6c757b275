package org.benchmonitor.setup.config;

/**
 * The {@code public_url} option: the URL of the page behind a proxy or a tunnel.
 *
 * @param secure whether it is https
 * @param authority host and, where it is not the scheme's own, port, in lower case
 */
public record PublicUrl(boolean secure, String authority) {
  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + authority + "/";
  }
}
