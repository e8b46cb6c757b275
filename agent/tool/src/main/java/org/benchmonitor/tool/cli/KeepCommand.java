package org.benchmonitor.tool.cli;

import java.util.List;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.run.record.RecordsView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keep}. */
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
@Command(
    name = "keep",
    description = "Has a recorded run never removed to make room for later ones.")
final class KeepCommand extends MarkCommand {
  @Parameters(index = "0", paramLabel = "id", description = "The id, its beginning, or a file.")
  private String word;

  @Option(names = "--off", description = "It may be removed again.")
  private boolean off;

  KeepCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    Records records = records();
    RecordEntry entry = RecordChoice.find(records, word);
    change("kept", entry, one -> records.keep(one, !off));
    RecordEntry after = records.entry(entry.file());
    terminal()
        .print(
            RecordsView.of(after), List.of(entry.id() + (off ? " is no longer kept" : " is kept")));
    return ExitCode.DONE;
  }
}
