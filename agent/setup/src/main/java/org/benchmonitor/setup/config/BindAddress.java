package org.benchmonitor.setup.config;

/**
 * Where the server listens; nothing is resolved here.
 *
 * @param host a host name or an address, an IPv6 address without brackets
 * @param port 0 to 65535; 0 is any free one
 */
public record BindAddress(String host, int port) {
  /** The form {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
