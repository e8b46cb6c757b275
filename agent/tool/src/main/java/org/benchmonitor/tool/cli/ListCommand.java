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
              Table.orDash(jvm.javaVersion()),
              jvm.entry().isPresent() ? "yes" : "no",
              Table.orDash(jvm.shortName()),
              url));
    }
    terminal().print(document, Table.aligned(rows));
    return ExitCode.DONE;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
