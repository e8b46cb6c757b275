package org.benchmonitor.server.guard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * Parses the head of a request strictly; stateless.
 *
 * <p>After RFC 9112. It refuses malformed, doubled, folded, differently encoded and non-ASCII input
 * instead of repairing it, so that no two readers can understand a head differently.
 */
final class HeadParser {
  private static final Set<String> ONCE =
      Set.of("host", "origin", "content-length", "authorization", "transfer-encoding");

  private HeadParser() {}

  /**
   * Understands the bytes of a head, with its blank line.
   *
   * @throws HttpError saying what is wrong
   */
  static Head parse(byte[] bytes) {
    String[] lines = ascii(bytes).split("\r\n", -1);
    String[] start = lines[0].split(" ", -1);
    if (start.length != 3 || !isToken(start[0])) {
      throw bad("the request line is malformed");
    }
    if (!start[2].equals("HTTP/1.1") && !start[2].equals("HTTP/1.0")) {
      throw new HttpError(
          505, "version", "the version is '" + start[2] + "'", "send HTTP/1.1 or HTTP/1.0");
    }
    Map<String, String> headers = headers(lines);
    int length = contentLength(headers);
    String target = start[1];
    if (!target.startsWith("/")) {
      throw bad("the target must begin with a slash");
    }
    int mark = target.indexOf('?');
    String path = decode(mark < 0 ? target : target.substring(0, mark), false);
    Map<String, List<String>> query = query(mark < 0 ? "" : target.substring(mark + 1));
    String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
    boolean newest = start[2].equals("HTTP/1.1");
    boolean keepAlive = newest && !connection.contains("close");
    return new Head(
        new Request(start[0], path, query, Collections.unmodifiableMap(headers), Request.Body.NONE),
        new Head.Raw(bytes),
        length,
        keepAlive,
        newest);
  }

  private static String ascii(byte[] bytes) {
    for (byte b : bytes) {
      if (b != '\r' && b != '\n' && b != '\t' && (b < 0x20 || b == 0x7F)) {
        throw bad("a byte of the head is not ASCII text");
      }
    }
    String text = new String(bytes, StandardCharsets.US_ASCII);
    String withoutEnds = text.replace("\r\n", "");
    if (withoutEnds.indexOf('\r') >= 0 || withoutEnds.indexOf('\n') >= 0) {
      throw bad("a line does not end in CR LF");
    }
    return text;
  }

  private static Map<String, String> headers(String[] lines) {
    Map<String, String> headers = new HashMap<>();
    // The last two are the empty remains of CR LF CR LF.
    for (int i = 1; i < lines.length - 2; i++) {
      String line = lines[i];
      int colon = line.indexOf(':');
      if (line.startsWith(" ") || line.startsWith("\t")) {
        throw bad("a header is folded over two lines");
      }
      if (colon <= 0 || !isToken(line.substring(0, colon))) {
        throw bad("a header is malformed");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).trim();
      String before = headers.put(name, value);
      if (before != null) {
        if (ONCE.contains(name)) {
          throw bad("the header " + name + " appears twice");
        }
        headers.put(name, before + ", " + value);
      }
      if (headers.size() > Limits.MOST_HEADERS) {
        throw new HttpError(
            431,
            "too_many_headers",
            "there are more than " + Limits.MOST_HEADERS + " headers",
            "send fewer headers");
      }
    }
    return headers;
  }

  private static int contentLength(Map<String, String> headers) {
    String length = headers.get("content-length");
    if (headers.containsKey("transfer-encoding")) {
      if (length != null) {
        throw bad("the request has both Content-Length and Transfer-Encoding");
      }
      throw new HttpError(
          501,
          "transfer_encoding",
          "a request must not have a Transfer-Encoding",
          "send the body with Content-Length");
    }
    if (length == null) {
      return 0;
    }
    if (length.isEmpty()
        || length.length() > 9
        || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw bad("Content-Length is not a number");
    }
    int bytes = Integer.parseInt(length);
    if (bytes > Limits.LONGEST_BODY) {
      throw new HttpError(
          413,
          "body_too_long",
          "Content-Length is " + bytes + ", allowed are " + Limits.LONGEST_BODY,
          "send a shorter body");
    }
    return bytes;
  }

  private static Map<String, List<String>> query(String text) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (!text.isEmpty()) {
      for (String pair : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
        query.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      }
    }
    return Collections.unmodifiableMap(query);
  }

  /** Decodes percent-encoded UTF-8; a plus is a space in a query only. */
  private static String decode(String text, boolean inQuery) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw bad("a % in the target is not followed by two hexadecimal digits");
        }
        bytes.put((byte) (high << 4 | low));
        i += 2;
      } else {
        bytes.put((byte) (inQuery && c == '+' ? ' ' : c));
      }
    }
    bytes.flip();
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(bytes)
          .toString();
    } catch (CharacterCodingException e) {
      throw bad("the target is not UTF-8");
    }
  }

  /** A token of RFC 9110: what methods and names of headers are made of. */
  private static boolean isToken(@Nullable String text) {
    return text != null
        && !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
  }

  private static HttpError bad(String message) {
    return new HttpError(400, "bad_request", message, "GET /api lists every endpoint");
  }
}
