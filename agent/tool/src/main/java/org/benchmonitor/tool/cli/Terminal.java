package org.benchmonitor.tool.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.benchmonitor.run.export.Json;
import tools.jackson.databind.node.ObjectNode;

/** Prints for people or, with {@code --json}, exactly one document for programs. */
final class Terminal {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  Terminal(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /** The one of the two that is asked for. */
  void print(ObjectNode document, List<String> lines) {
    if (json) {
      out.println(new String(Json.pretty(document), StandardCharsets.US_ASCII));
    } else {
      lines.forEach(line -> out.println(clean(line)));
    }
    out.flush();
  }

  /** A document of lines for other programs, whose names are clean or escaped. */
  void printText(String text) {
    out.print(text);
    out.flush();
  }

  /** Something that is wrong and does not end the command; a document says it in its own words. */
  void warn(String message) {
    if (!json) {
      err.println(clean(message));
      err.flush();
    }
  }

  /** A URL is printed where a script looks for one, whatever else went wrong. */
  void fail(Failure failure) {
    if (json) {
      ObjectNode document = MonitorClient.object();
      ObjectNode error = document.putObject("error");
      error
          .put("code", failure.exit().code())
          .put("exit_code", failure.exit().number())
          .put("message", failure.message())
          .put("hint", failure.hint());
      if (!failure.url().isEmpty()) {
        error.put("url", failure.url());
      }
      print(document, List.of());
      return;
    }
    if (!failure.url().isEmpty()) {
      print(MonitorClient.object(), List.of(failure.url()));
    }
    String hint = failure.hint().isEmpty() ? "" : "; " + failure.hint();
    (failure.message() + hint).lines().forEach(this::warn);
  }

  /** Names come from other programs and may hold what steers a terminal. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .forEach(
            c ->
                clean.appendCodePoint(
                    switch (Character.getType(c)) {
                      case Character.CONTROL,
                          Character.FORMAT,
                          Character.SURROGATE,
                          Character.LINE_SEPARATOR,
                          Character.PARAGRAPH_SEPARATOR ->
                          '?';
                      default -> c;
                    }));
    return clean.toString();
  }
}
