package org.benchmonitor.setup.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where something is sent. Its path or its query is often a secret. */
final class HttpUrlType implements ValueType<HttpUrl> {
  private static final int LONGEST = 2_000;

  @Override
  public @Nullable HttpUrl parse(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean isHttp = scheme.equals("http") || scheme.equals("https");
      boolean hasPort = uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() < 1 << 16);
      return isHttp && hasPort && uri.getHost() != null && uri.getUserInfo() == null
          ? new HttpUrl(new Secret(text), uri.getRawAuthority())
          : null;
    } catch (URISyntaxException wrong) {
      return null;
    }
  }

  @Override
  public String allowed() {
    return "an http:// or https:// URL without a user's name";
  }

  @Override
  public boolean isSecret() {
    return true;
  }
}
