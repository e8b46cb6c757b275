package org.benchmonitor.run.export;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes times in UTC, to the millisecond, such as {@code 2026-01-18T15:30:45.120Z}. Stateless; any
 * thread.
 *
 * <p>Digit by digit: the JDK's formatter takes ten times as long where its code is not compiled,
 * and a message of the stream has dozens of times. It also takes 15 ms to be made.
 */
final class JsonTime {
  private static final String SHAPE = "0000-00-00T00:00:00.000Z";
  private static final int LAST_YEAR = 9999;

  /** For years of another length. */
  private static final class Formatter {
    private static final DateTimeFormatter ANY =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  }

  private JsonTime() {}

  static String text(Instant instant) {
    LocalDateTime at =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    if (at.getYear() < 1 || at.getYear() > LAST_YEAR) {
      return Formatter.ANY.format(instant);
    }
    byte[] text = SHAPE.getBytes(StandardCharsets.ISO_8859_1);
    digits(text, 4, at.getYear());
    digits(text, 7, at.getMonthValue());
    digits(text, 10, at.getDayOfMonth());
    digits(text, 13, at.getHour());
    digits(text, 16, at.getMinute());
    digits(text, 19, at.getSecond());
    digits(text, 23, at.getNano() / 1_000_000);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void digits(byte[] text, int end, int number) {
    int at = end;
    for (int left = number; left > 0; left /= 10) {
      at--;
      text[at] = (byte) ('0' + left % 10);
    }
  }
}
