package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.Records;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code delete}. */
@Command(name = "delete", description = "Removes recorded runs.")
final class DeleteCommand extends MarkCommand {
  @Parameters(
      index = "0..*",
      arity = "1..*",
      paramLabel = "id",
      description = "The id, its beginning, or a file.")
  private List<String> words = new ArrayList<>();

  DeleteCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    Records records = records();
    ObjectNode document = MonitorClient.object();
    ArrayNode deleted = document.putArray("deleted");
    List<String> lines = new ArrayList<>();
    for (RecordEntry entry : found(records, words)) {
      change("deleted", entry, records::delete);
      deleted.add(entry.id());
      lines.add(entry.id() + " is deleted");
    }
    terminal().print(document, lines);
    return ExitCode.DONE;
  }
}
