package org.benchmonitor.tool.cli;

import java.util.List;
import org.benchmonitor.setup.registry.RegistryEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code note}. */
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
@Command(name = "note", description = "Puts your own words on the timeline of the run.")
final class NoteCommand extends MonitorCommand {
  @Parameters(
      index = "0",
      paramLabel = "pid",
      description = "The process id, or a part of the main class.")
  private String target;

  @Parameters(index = "1", paramLabel = "text", description = "What is to stand there.")
  private String text;

  NoteCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    RegistryEntry entry = monitored(target);
    ObjectNode body = MonitorClient.object().put("text", text);
    ObjectNode note = client(entry).post("/api/marks", body);
    terminal().print(note, List.of("the note is at " + note.path("timestamp").asString("unknown")));
    return ExitCode.DONE;
  }
}
