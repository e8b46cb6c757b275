package org.benchmonitor.tool.cli;

import java.nio.file.Path;
import java.util.List;
import org.benchmonitor.run.export.ErrorsView;
import org.benchmonitor.run.export.FindingsView;
import org.benchmonitor.run.export.MetricsView;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.export.StatusView;
import org.benchmonitor.run.finding.Finding;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.run.record.RecordsView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code show}. */
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
@Command(name = "show", description = "Prints what a recorded run has come to.")
final class ShowCommand extends MonitorCommand {
  private static final int MOST_ERRORS = 50;

  @Mixin private RecordChoice place = new RecordChoice();

  @Mixin private ImportOptions imports = new ImportOptions();

  @Parameters(index = "0", paramLabel = "id", description = "The id, its beginning, or a file.")
  private String word;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "log",
      description = "Further histogram logs of the same run.")
  private List<Path> more = List.of();

  ShowCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    Records records = place.records(tools());
    ImportOptions.Opened opened = imports.open(records, RecordChoice.file(records, word), more);
    RecordEntry entry = opened.entry();
    RecordedRun run = opened.run();
    Snapshot last = run.latest();
    ObjectNode document = MonitorClient.object();
    document.set("record", RecordsView.of(entry));
    document.set("status", StatusView.of(last, run.host(), ServerState.NONE));
    document.set("metrics", MetricsView.of(last));
    document.set("errors", ErrorsView.of(last, MOST_ERRORS));
    List<Finding> found = FindingsView.found(run);
    document.set("findings", FindingsView.of(last.sequence(), found));
    terminal().print(document, RecordText.lines(entry, run, found));
    return ExitCode.DONE;
  }
}
