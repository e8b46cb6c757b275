package org.benchmonitor.setup.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where alerts are sent. Its path or its query is often a secret. */
final class WebhookType implements ValueType<Webhook> {
  private static final int LONGEST = 2_000;

  @Override
  public @Nullable Webhook parse(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean isHttp = scheme.equals("http") || scheme.equals("https");
      return isHttp && uri.getHost() != null && uri.getUserInfo() == null
          ? new Webhook(new Secret(text), uri.getHost())
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
