package org.benchmonitor.server.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Parameters;
import org.benchmonitor.server.http.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON object in a request's body; a wrong one is a 400 that says what is allowed. */
final class JsonBody {
  private static final int LONGEST_TEXT = 100;
  private static final int LONGEST_MESSAGE = 300;
  private static final int LONGEST_QUOTE = 100;

  private final JsonNode object;

  private JsonBody(JsonNode object) {
    this.object = object;
  }

  /**
   * Reads the body; an empty one is an empty object.
   *
   * @param known all fields of the endpoint
   */
  static JsonBody of(Request request, Set<String> known) {
    byte[] bytes = request.body().bytes();
    JsonNode read = bytes.length == 0 ? Json.object() : read(bytes);
    if (!(read instanceof ObjectNode)) {
      throw bad("the body is no JSON object");
    }
    for (String name : read.propertyNames()) {
      if (!known.contains(name)) {
        throw bad(
            "the field '" + name + "' is not known, known are " + known.stream().sorted().toList());
      }
    }
    return new JsonBody(read);
  }

  private static JsonNode read(byte[] bytes) {
    try {
      return Json.read(bytes);
    } catch (JacksonException broken) {
      throw bad("the body is not JSON: " + broken.getOriginalMessage());
    }
  }

  /** Cuts the message: what it quotes may be as long as a body. */
  static HttpError bad(String message) {
    String cut = message.substring(0, Math.min(LONGEST_MESSAGE, message.length()));
    return new HttpError(400, "bad_body", cut, "send a JSON object, {} at least");
  }

  /** A text, cut after a hundred characters; empty if the field is missing. */
  String text(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return "";
    }
    String text = textOf(name, value);
    return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
  }

  /** A text of 1 to 100 characters, not only blanks; the default if the field is missing. */
  String textOr(String name, String orElse) {
    JsonNode value = object.path(name);
    return value.isMissingNode() ? orElse : textWithin(name, value, LONGEST_TEXT);
  }

  /** A text of 1 to so many characters, not only blanks. */
  String required(String name, int longest) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      throw bad(name + " is missing, needed is a text of 1 to " + longest + " characters");
    }
    return textWithin(name, value, longest);
  }

  private static String textWithin(String name, JsonNode value, int longest) {
    String text = textOf(name, value);
    if (text.isBlank() || text.length() > longest) {
      throw bad(
          name
              + " has "
              + text.length()
              + " characters, "
              + quoted(value)
              + ", allowed is a text of 1 to "
              + longest
              + " characters that are not all blanks");
    }
    return text;
  }

  /** The begin of a value that may be as long as a body, so that what follows it is not cut. */
  private static String quoted(JsonNode value) {
    String text = Json.text(value);
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }

  /** A time, as ISO-8601 or as milliseconds since the epoch; null if the field is missing. */
  @Nullable Instant instant(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return null;
    }
    try {
      if (value.isIntegralNumber() && value.canConvertToLong()) {
        return Instant.ofEpochMilli(value.asLong());
      } else if (value.isString()) {
        return Instant.parse(value.asString());
      }
    } catch (DateTimeParseException malformed) {
      // Answered below, like a value of another type.
    }
    throw bad(name + " is " + quoted(value) + ", allowed are " + Parameters.TIMES);
  }

  /** The texts of an array; none if the field is missing. */
  List<String> texts(String name) {
    JsonNode value = object.path(name);
    if (!value.isMissingNode() && !value.isArray()) {
      throw bad(name + " is " + Json.text(value) + ", allowed is an array of texts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : value) {
      texts.add(textOf(name, one));
    }
    return texts;
  }

  private static String textOf(String name, JsonNode value) {
    if (!value.isString()) {
      throw bad(name + " has " + Json.text(value) + ", allowed is a text");
    }
    return value.asString();
  }
}
