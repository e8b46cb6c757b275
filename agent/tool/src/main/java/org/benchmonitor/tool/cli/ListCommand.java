package org.benchmonitor.tool.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.TargetsView;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.setup.registry.RegistryEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code list}. */
@Command(name = "list", description = "Lists the JVMs of this user and those that are monitored.")
final class ListCommand extends MonitorCommand {
  @Option(
      names = "--file-sd",
      paramLabel = "FILE",
      description =
          "Write those that are monitored as targets of Prometheus' file_sd, instead of printing a"
              + " list; a file of an earlier call is replaced.")
  private @Nullable String fileSd;

  ListCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    List<Jvm> jvms = jvms().list();
    String file = fileSd;
    if (file != null) {
      writeTargets(file, jvms);
      return ExitCode.DONE;
    }
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

  /** In one move: an engine watches the file, and must not read half of it. */
  private void writeTargets(String name, List<Jvm> jvms) {
    if (!name.endsWith(".json")) {
      throw new Failure(
          ExitCode.WRONG_WORDS,
          "--file-sd is '" + name + "', allowed is a file whose name ends in .json",
          "Prometheus reads what is in it by its name");
    }
    List<OtherJvm> monitored = new ArrayList<>();
    for (Jvm jvm : jvms) {
      jvm.entry()
          .ifPresent(entry -> monitored.add(new OtherJvm(jvm.pid(), entry.url(), jvm.mainClass())));
    }
    Path file = Path.of(name).toAbsolutePath();
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(fresh, Json.pretty(TargetsView.of(monitored)));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new Failure(ExitCode.FAILED, "cannot write " + file + ": " + failed.getMessage(), "");
    }
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
