package org.benchmonitor.setup.config;

/**
 * The {@code public_url} option: by which URL a proxy or a tunnel shows the page.
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
