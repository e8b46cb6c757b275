package org.benchmonitor.tool.cli;

import java.util.List;
import org.benchmonitor.setup.registry.RegistryEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code pause}, {@code resume}, {@code stop}. */
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
@Command
final class ControlCommand extends MonitorCommand {
  private final String control;

  @Parameters(
      index = "0",
      paramLabel = "pid",
      description = "The process id, or a part of the main class.")
  private String target;

  ControlCommand(Tools tools, String control) {
    super(tools);
    this.control = control;
  }

  @Override
  ExitCode run() {
    RegistryEntry entry = monitored(target);
    ObjectNode status = client(entry).post("/api/control/" + control, MonitorClient.object());
    terminal()
        .print(status, List.of("the run is now " + status.path("status").asString("unknown")));
    return ExitCode.DONE;
  }
}
