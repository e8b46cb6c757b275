package org.benchmonitor.tool.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.setup.registry.RegistryEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code open}. */
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
@Command(
    name = "open",
    description = "Opens the page of a monitored JVM in the browser; prints its URL.")
final class OpenCommand extends MonitorCommand {
  @Parameters(
      index = "0",
      paramLabel = "pid",
      description = "The process id, or a part of the main class.")
  private String target;

  OpenCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    RegistryEntry entry = monitored(target);
    Optional<String> trouble = open(entry);
    ObjectNode document = MonitorClient.object();
    document
        .put("pid", entry.pid())
        .put("url", entry.printedUrl())
        .put("opened", trouble.isEmpty());
    terminal().print(document, List.of(entry.printedUrl()));
    trouble.ifPresent(reason -> terminal().warn("no browser was opened: " + reason));
    return ExitCode.DONE;
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
