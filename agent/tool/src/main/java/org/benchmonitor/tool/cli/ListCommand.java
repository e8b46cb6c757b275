package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.setup.registry.RegistryEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code list}. */
@Command(name = "list", description = "Lists the JVMs of this user and those that are monitored.")
final class ListCommand extends MonitorCommand {
  ListCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    List<Jvm> jvms = jvms().list();
    ObjectNode document = MonitorClient.object();
    ArrayNode array = document.putArray("jvms");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("PID", "JAVA", "MONITORED", "MAIN CLASS", "URL"));
    for (Jvm jvm : jvms) {
      String url = jvm.entry().map(RegistryEntry::url).orElse("");
      array.add(
          MonitorClient.object()
              .put("pid", jvm.pid())
              .put("main_class", jvm.mainClass())
              .put("java_version", orNull(jvm.javaVersion()))
              .put("monitored", jvm.entry().isPresent())
              .put("url", orNull(url)));
      rows.add(
          List.of(
              Long.toString(jvm.pid()),
              orDash(jvm.javaVersion()),
              jvm.entry().isPresent() ? "yes" : "no",
              orDash(jvm.shortName()),
              url));
    }
    terminal().print(document, aligned(rows));
    return ExitCode.DONE;
  }

  /** Each column as wide as its widest cell. */
  private static List<String> aligned(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = rows.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
        String cell = row.get(column);
        line.append(cell).append(" ".repeat(width - cell.length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
