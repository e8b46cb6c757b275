package org.benchmonitor.server.http;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of one request; a wrong value is a 400 that names it and the allowed values.
 */
public final class Parameters {
  /** How a time may be written, in queries and in bodies. */
  public static final String TIMES = "ISO-8601 such as 2026-01-18T15:30:45Z, or epoch milliseconds";

  private final Map<String, List<String>> query;

  /**
   * Takes the query.
   *
   * @param known all parameters of the endpoint
   * @throws HttpError if there is another one, or one is there twice
   */
  public Parameters(Request request, Set<String> known) {
    this.query = request.query();
    query.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            throw bad(
                "the parameter '"
                    + name
                    + "' is not known, known are "
                    + known.stream().sorted().toList());
          }
          if (values.size() > 1) {
            throw bad("the parameter '" + name + "' is there " + values.size() + " times");
          }
        });
  }

  private static HttpError bad(String message) {
    return new HttpError(400, "bad_parameter", message, "GET /api lists every endpoint");
  }

  private static HttpError bad(String name, String value, String allowed) {
    return bad(name + " is '" + value + "', allowed are " + allowed);
  }

  /** The value, or null if it was not given. */
  public @Nullable String text(String name) {
    List<String> values = query.get(name);
    return values == null ? null : values.get(0);
  }

  /** A whole number in a range. */
  public int intBetween(String name, int orElse, int least, int most) {
    String value = text(name);
    if (value == null) {
      return orElse;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, like a number out of range.
    }
    throw bad(name, value, least + " to " + most);
  }

  /** A number of seconds in a range, with decimals. */
  public Duration secondsBetween(String name, Duration orElse, Duration least, Duration most) {
    String value = text(name);
    if (value == null) {
      return orElse;
    }
    try {
      double seconds = Double.parseDouble(value);
      if (seconds >= least.toMillis() / 1e3 && seconds <= most.toMillis() / 1e3) {
        return Duration.ofMillis(Math.round(seconds * 1e3));
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, like a number out of range.
    }
    throw bad(name, value, least.toMillis() / 1e3 + " to " + most.toMillis() / 1e3 + " seconds");
  }

  /** One of several texts. */
  public String oneOf(String name, String orElse, List<String> allowed) {
    String value = text(name);
    if (value == null) {
      return orElse;
    }
    if (!allowed.contains(value)) {
      throw bad(name, value, String.join(", ", allowed));
    }
    return value;
  }

  /** One member of an enum, by the text that the API gives it. */
  public <E extends Enum<E>> E oneOf(String name, E orElse, Function<E, String> text) {
    Map<String, E> byText = new LinkedHashMap<>();
    for (E member : orElse.getDeclaringClass().getEnumConstants()) {
      byText.put(text.apply(member), member);
    }
    String chosen = oneOf(name, text.apply(orElse), List.copyOf(byText.keySet()));
    return byText.getOrDefault(chosen, orElse);
  }

  /** A time, as ISO-8601 or as milliseconds since the epoch; null if it was not given. */
  public @Nullable Instant instant(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      boolean millis = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
      return millis ? Instant.ofEpochMilli(Long.parseLong(value)) : Instant.parse(value);
    } catch (DateTimeParseException | NumberFormatException malformed) {
      throw bad(name, value, TIMES);
    }
  }
}
