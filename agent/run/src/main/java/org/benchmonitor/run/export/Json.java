package org.benchmonitor.run.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes JSON, values among it: times, milliseconds, rates, malformed strings. Stateless;
 * any thread.
 *
 * <p>Numbers are plain decimals, never NaN and never with an exponent.
 */
public final class Json {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  static ArrayNode array() {
    return NODES.arrayNode();
  }

  /** Reads a document; throws Jackson's exception if it is not valid JSON. */
  public static JsonNode read(byte[] utf8) {
    return JsonTree.read(utf8);
  }

  /** Writes one line of UTF-8. */
  public static byte[] bytes(JsonNode node) {
    return JsonText.bytes(node, false);
  }

  /** The line of {@link #bytes} as a text; a node's own would load Jackson's mapper. */
  public static String text(JsonNode node) {
    return new String(bytes(node), StandardCharsets.US_ASCII);
  }

  /** Writes several lines, for people and for files. */
  public static byte[] pretty(JsonNode node) {
    return JsonText.bytes(node, true);
  }

  /** Writes several lines as {@link #pretty} does, piece by piece; does not close the stream. */
  public static void write(JsonNode node, OutputStream out) throws IOException {
    JsonText.write(node, true, out, null);
  }

  /** Writes the same with rests. */
  static void write(JsonNode node, Pieces out) throws IOException {
    JsonText.write(node, true, out, out);
  }

  /** Writes the line of {@link #bytes} with rests. */
  public static void writeLine(JsonNode node, Pieces out) throws IOException {
    JsonText.write(node, false, out, out);
  }

  /** A time to the millisecond, or null. */
  public static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : JsonTime.text(instant);
  }

  /** Nanoseconds as milliseconds, exact. */
  public static BigDecimal millis(long nanos) {
    return JsonDecimal.of(nanos, 6);
  }

  /** Nanoseconds as milliseconds. */
  static @Nullable BigDecimal millis(double nanos) {
    return number(nanos / 1e6);
  }

  /** Measured nanoseconds to a hundredth, or null if not finite. */
  static @Nullable BigDecimal nanos(double nanos) {
    return number(Math.rint(nanos * 100) / 100);
  }

  /** Nanoseconds as seconds, to the microsecond. */
  public static BigDecimal seconds(long nanos) {
    return JsonDecimal.of(Math.round(nanos / 1e3), 6);
  }

  /** A number to seven digits, or null if it is not finite. */
  public static @Nullable BigDecimal number(double value) {
    return Double.isNaN(value) || Double.isInfinite(value) ? null : JsonDecimal.rounded(value);
  }

  /** A share in percent, or null if negative, which means unknown. */
  static @Nullable BigDecimal percent(double value) {
    return value < 0 ? null : number(value);
  }

  /** A count, or null if negative, which means unknown. */
  static @Nullable Long count(long value) {
    return value < 0 ? null : value;
  }
}
