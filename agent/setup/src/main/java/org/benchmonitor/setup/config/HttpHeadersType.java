package org.benchmonitor.setup.config;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Headers as {@code OTEL_EXPORTER_OTLP_HEADERS} has them. */
final class HttpHeadersType implements ValueType<HttpHeaders> {
  private static final int LONGEST = 4_000;
  private static final String IN_NAMES = "!#$%&'*+-.^_`|~";

  /** Those that the sender itself decides, or that the JDK drops. */
  private static final Set<String> OWN =
      Set.of(
          "access-control-request-headers",
          "access-control-request-method",
          "connection",
          "content-length",
          "content-transfer-encoding",
          "content-type",
          "expect",
          "host",
          "keep-alive",
          "origin",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via");

  @Override
  public @Nullable HttpHeaders parse(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    Map<String, Secret> headers = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? "" : pair.substring(0, equals).strip();
      String value = equals < 0 ? null : decoded(pair.substring(equals + 1).strip());
      if (!isName(name) || value == null || !seen.add(name.toLowerCase(Locale.ROOT))) {
        return null;
      }
      headers.put(name, new Secret(value));
    }
    return new HttpHeaders(Collections.unmodifiableMap(headers));
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && IN_NAMES.indexOf(c) < 0) {
        return false;
      }
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return !text.isEmpty() && !OWN.contains(lower) && !lower.startsWith("sec-");
  }

  /** The value without its percent-encoding; null if it is empty or would break the request. */
  private static @Nullable String decoded(String text) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int code = i + 2 < text.length() ? hex(text, i + 1) : -1;
        if (code < 0) {
          return null;
        }
        c = (char) code;
        i += 2;
      }
      if (c < ' ' || c > '~') {
        return null;
      }
      value.append(c);
    }
    return value.length() == 0 ? null : value.toString();
  }

  /** The number of two hexadecimal digits, or -1. */
  private static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }

  @Override
  public String allowed() {
    return "name=value, or several with commas between, such as 'Authorization=Bearer%20abc';"
        + " a value is percent-encoded ASCII, as in OTEL_EXPORTER_OTLP_HEADERS";
  }

  @Override
  public boolean isSecret() {
    return true;
  }
}
