package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The XML that JUnit's reports have, as build servers read it. One thread. */
final class JUnitText {
  private enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  private record Case(String of, String name, Outcome outcome, String message, String text) {}

  private final String suite;
  private final List<Case> cases = new ArrayList<>();

  JUnitText(String suite) {
    this.suite = suite;
  }

  /** Adds what is as it should be. */
  void passed(String of, String name, String text) {
    cases.add(new Case(of, name, Outcome.PASSED, "", text));
  }

  /** Adds what is not. */
  void failed(String of, String name, String message, String text) {
    cases.add(new Case(of, name, Outcome.FAILED, message, text));
  }

  /** Adds what does not count. */
  void skipped(String of, String name, String message) {
    cases.add(new Case(of, name, Outcome.SKIPPED, message, ""));
  }

  private long count(Outcome outcome) {
    return cases.stream().filter(one -> one.outcome == outcome).count();
  }

  /** The whole document. */
  String xml() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        String.format(
            Locale.ROOT,
            "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">\n",
            escaped(suite),
            cases.size(),
            count(Outcome.FAILED),
            count(Outcome.SKIPPED)));
    for (Case one : cases) {
      xml.append("  <testcase classname=\"")
          .append(escaped(one.of))
          .append("\" name=\"")
          .append(escaped(one.name))
          .append("\">\n    ");
      String message = escaped(one.message);
      String text = escaped(one.text);
      xml.append(
          switch (one.outcome) {
            case PASSED -> "<system-out>" + text + "</system-out>";
            case FAILED -> "<failure message=\"" + message + "\">" + text + "</failure>";
            case SKIPPED -> "<skipped message=\"" + message + "\"/>";
          });
      xml.append("\n  </testcase>\n");
    }
    return xml.append("</testsuite>\n").toString();
  }

  /** Names come from other programs; what no XML may hold is replaced. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                default ->
                    escaped.append(isAllowed(c) ? Terminal.clean(Character.toString(c)) : "?");
              }
            });
    return escaped.toString();
  }

  private static boolean isAllowed(int c) {
    return c != 0xFFFE && c != 0xFFFF;
  }
}
