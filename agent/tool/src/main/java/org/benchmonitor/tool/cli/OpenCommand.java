package org.benchmonitor.tool.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.setup.registry.Processes;
import org.benchmonitor.setup.registry.RegistryEntry;
import org.benchmonitor.tool.serve.OpenedRuns;
import org.benchmonitor.tool.serve.RecordServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code open}: the page of a run that goes on, or one that this process serves from a record. */
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
@Command(
    name = "open",
    description =
        "Opens the page of a run in the browser and prints its URL: of a monitored JVM, or of a"
            + " recorded run, which is served until this command is ended.")
final class OpenCommand extends MonitorCommand {
  @Mixin private RecordChoice place = new RecordChoice();

  @Mixin private ImportOptions imports = new ImportOptions();

  @Parameters(
      index = "0",
      paramLabel = "run",
      description =
          "The process id, a URL, a file, the id of a record or its beginning, or a part of the main"
              + " class.")
  private String target;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "log",
      description = "Further histogram logs of the same run.")
  private List<Path> more = List.of();

  OpenCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    Target meant = Target.of(target, () -> place.records(tools()), this);
    if (meant.file().isPresent()) {
      serve(meant.file().get());
    } else {
      RegistryEntry entry = meant.monitor().orElseThrow();
      imports.refuseFor(target, more);
      ObjectNode document = MonitorClient.object();
      if (entry.pid() > 0) {
        document.put("pid", entry.pid());
      }
      show(entry, document);
    }
    return ExitCode.DONE;
  }

  /** Opens and prints it, in the order that a script reads it. */
  private void show(RegistryEntry entry, ObjectNode document) {
    Optional<String> trouble = open(entry);
    document.put("url", entry.printedUrl()).put("opened", trouble.isEmpty());
    terminal().print(document, List.of(entry.printedUrl()));
    trouble.ifPresent(reason -> terminal().warn("no browser was opened: " + reason));
  }

  private void serve(Path file) {
    try (RecordServer server = new RecordServer(opened(file))) {
      RegistryEntry entry = entry(server);
      Thread end = new Thread(() -> registry().remove(entry.pid()), "monitor-end");
      Runtime.getRuntime().addShutdownHook(end);
      ObjectNode document = MonitorClient.object();
      document.put("record", file.toString());
      show(entry, document);
      tools().untilEnded().run();
      registry().remove(entry.pid());
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }

  private OpenedRuns opened(Path file) {
    // Those beside it are listed with it.
    Path directory = file.toAbsolutePath().getParent();
    Records records = tools().records().apply(directory == null ? file : directory);
    ImportOptions.Opened opened = imports.open(records, file, more);
    return opened.isRecord()
        ? OpenedRuns.of(records, opened.entry(), opened.run())
        : OpenedRuns.alone(opened.entry(), opened.run());
  }

  private static RegistryEntry entry(RecordServer server) {
    try {
      URI url = server.start();
      return new RegistryEntry(
          Processes.current(), url.toString(), server.token(), false, "", "", "");
    } catch (IllegalStateException nowhere) {
      throw new Failure(ExitCode.FAILED, String.valueOf(nowhere.getMessage()), "");
    }
  }

  private Optional<String> open(RegistryEntry entry) {
    try {
      browser().open(entry);
      return Optional.empty();
    } catch (IOException none) {
      return Optional.of(String.valueOf(none.getMessage()));
    }
  }
}
