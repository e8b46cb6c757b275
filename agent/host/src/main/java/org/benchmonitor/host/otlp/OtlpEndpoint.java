package org.benchmonitor.host.otlp;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The rules of OTLP over HTTP for where to send, and when again. Stateless. */
final class OtlpEndpoint {
  private static final String PATH = "/v1/metrics";
  private static final long LONGEST_SECONDS = 300;

  private OtlpEndpoint() {}

  /** The URL for metrics of the one that a user gives, which may be that of all signals. */
  static String of(String given) {
    URI url = URI.create(given);
    String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
    if (!path.endsWith(PATH)) {
      path += PATH;
    }
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return url.getScheme() + "://" + url.getRawAuthority() + path + query;
  }

  /** Whether a request that was answered so may be sent again as it is. */
  static boolean mayBeSentAgain(int status) {
    return switch (status) {
      case 429, 502, 503, 504 -> true;
      default -> false;
    };
  }

  /**
   * How long the receiver asks to be left alone; not more than five minutes.
   *
   * @param retryAfter seconds or a date; any other text asks for nothing
   */
  static Duration pause(String retryAfter, Instant now) {
    String text = retryAfter.strip();
    long seconds = 0;
    if (text.matches("[0-9]{1,9}")) {
      seconds = Long.parseLong(text);
    } else if (!text.isEmpty()) {
      try {
        Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        seconds = Duration.between(now, until).toSeconds();
      } catch (DateTimeException no) {
        seconds = 0;
      }
    }
    return Duration.ofSeconds(Math.max(0, Math.min(LONGEST_SECONDS, seconds)));
  }
}
