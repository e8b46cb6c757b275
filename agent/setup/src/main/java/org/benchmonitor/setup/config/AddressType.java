package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

final class AddressType implements ValueType<BindAddress> {
  private static final String LOCAL = "localhost";
  private static final int LONGEST_HOST = 253;
  private static final IntegerType PORT = new IntegerType(0, 65_535);

  @Override
  public @Nullable BindAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String portText = text.substring(colon + 1);
    Integer port = portText.isEmpty() ? null : PORT.parse(portText);
    if (port == null) {
      return null;
    }
    if (colon <= 0) {
      return new BindAddress(LOCAL, port);
    }
    String host = host(text.substring(0, colon));
    return host == null ? null : new BindAddress(host, port);
  }

  /** A name or an address, which an IPv6 one is without its brackets; null if it is neither. */
  static @Nullable String host(String text) {
    boolean inBrackets = text.startsWith("[") && text.endsWith("]");
    String host = inBrackets ? text.substring(1, text.length() - 1) : text;
    if (host.isEmpty() || host.length() > LONGEST_HOST) {
      return null;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean fits = Ascii.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
      if (!fits && !(inBrackets && (c == ':' || c == '%'))) {
        return null;
      }
    }
    return inBrackets && host.indexOf(':') < 0 ? null : host;
  }

  @Override
  public String allowed() {
    return "host:port, :port or port, with a port from 0 to 65535 and an IPv6 address in brackets";
  }
}
