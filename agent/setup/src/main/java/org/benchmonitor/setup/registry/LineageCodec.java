package org.benchmonitor.setup.registry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.ReportDocument;
import org.benchmonitor.run.report.HtmlReport;
import org.benchmonitor.setup.registry.Lineage.Member;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A lineage as the first member of a document, so that the beginning of a file tells it, however
 * long the file is.
 */
public final class LineageCodec {
  private static final String KEY = ReportDocument.WRITER;

  /** As much of a document as is read for it. */
  public static final int HEAD = 8192;

  private static final String PID = "pid";
  private static final String START = "start";
  private static final String SCOPE = "scope";
  private static final String JVMS = "jvms";

  private LineageCodec() {}

  /** The member's value. */
  public static ObjectNode write(Lineage lineage) {
    ObjectNode node = member(lineage.self());
    node.put(SCOPE, lineage.scope());
    ArrayNode jvms = node.putArray(JVMS);
    for (Member jvm : lineage.jvms()) {
      jvms.add(member(jvm));
    }
    return node;
  }

  private static ObjectNode member(Member member) {
    return Json.object().put(PID, member.pid()).put(START, member.start());
  }

  /**
   * Reads it from the beginning of a file; empty for any other file.
   *
   * <p>Not with Jackson's mapper, which needs a whole document, and hundreds of classes at the end
   * of the host.
   */
  public static Optional<Lineage> read(byte[] head, int length) {
    try {
      Words words = new Words(json(new String(head, 0, length, StandardCharsets.ISO_8859_1)));
      if (!words.next().equals("{") || !words.next().equals(KEY) || !words.next().equals("{")) {
        return Optional.empty();
      }
      return Optional.of(lineage(words));
    } catch (RuntimeException otherOrCut) {
      return Optional.empty();
    }
  }

  /** From the first member on; an HTML report has it in an element of its own. */
  private static String json(String head) {
    return head.startsWith(HtmlReport.BEGIN)
        ? head.substring(head.indexOf(HtmlReport.BEFORE_WRITER) + HtmlReport.BEFORE_WRITER.length())
        : head;
  }

  private static Lineage lineage(Words words) {
    List<Member> members = new ArrayList<>();
    String pid = "";
    String scope = "";
    int depth = 1;
    while (depth > 0) {
      String word = words.next();
      switch (word) {
        case "{" -> depth++;
        case "}" -> depth--;
        case PID -> pid = words.next();
        case START -> members.add(new Member(Long.parseLong(pid), words.next()));
        case SCOPE -> scope = words.next();
        default -> {
          // The name of the list, its brackets, and what a later version may add.
        }
      }
    }
    return new Lineage(members.get(0), scope, List.copyOf(members.subList(1, members.size())));
  }

  /** The texts, numbers and brackets of JSON, one after the other; throws where it is cut. */
  private static final class Words {
    private static final String BETWEEN = " \t\r\n,:";
    private static final String BRACKETS = "{}[]";

    private final String text;
    private int at;

    Words(String text) {
      this.text = text;
    }

    String next() {
      while (BETWEEN.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      int start = at;
      char first = text.charAt(at);
      if (BRACKETS.indexOf(first) >= 0) {
        at++;
        return text.substring(start, at);
      }
      if (first == '"') {
        at = text.indexOf('"', start + 1) + 1;
        return text.substring(start + 1, at - 1);
      }
      while (BETWEEN.indexOf(text.charAt(at)) < 0 && BRACKETS.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }
  }
}
