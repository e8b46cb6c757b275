package org.benchmonitor.tool.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.benchmonitor.run.frame.RunSummary;
import org.benchmonitor.run.model.DurationText;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.RecordQuery;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.run.record.RecordsView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs}. */
@Command(name = "runs", description = "Lists the recorded runs, the newest first.")
final class RunsCommand extends MonitorCommand {
  @Mixin private RecordChoice place = new RecordChoice();

  @Parameters(
      index = "0..*",
      paramLabel = "word",
      description = "Only those that have each of these words, in the id, a tag, the scenario, ...")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--tag",
      paramLabel = "KEY[:VALUE]",
      description = "Only those with this tag; may be repeated.")
  private List<String> tags = new ArrayList<>();

  @Option(names = "--scenario", paramLabel = "NAME", description = "Only those of this scenario.")
  private @Nullable String scenario;

  RunsCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    Records records = place.records(tools());
    List<RecordEntry> chosen = chosen(records);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "ID", "WHEN", "DURATION", "SCENARIO", "TAGS", "ENDED", "OPERATIONS", "P99", "ERRORS"));
    chosen.forEach(entry -> rows.add(row(entry)));
    terminal().print(RecordsView.of(chosen), chosen.isEmpty() ? List.of() : Table.aligned(rows));
    if (chosen.isEmpty()) {
      terminal().warn("there is no such record in " + records.directory());
    }
    return ExitCode.DONE;
  }

  private List<RecordEntry> chosen(Records records) {
    RecordQuery query = new RecordQuery(words, tags, scenario);
    try {
      return records.newestFirst().stream().filter(query::matches).toList();
    } catch (IOException unreadable) {
      throw RecordChoice.unreadable(records, unreadable);
    }
  }

  private static List<String> row(RecordEntry entry) {
    RunSummary summary = entry.summary();
    String when = RecordText.time(entry.when());
    if (summary == null) {
      return List.of(entry.id(), when, "-", "-", "-", entry.ended(), "-", "-", "-");
    }
    String scenario = summary.header().host().scenario();
    return List.of(
        entry.id(),
        when,
        String.format(Locale.ROOT, "%.1f s", summary.run().elapsed().toMillis() / 1e3),
        Table.orDash(scenario == null ? "" : scenario),
        Table.orDash(RecordText.tags(summary.header().tags())),
        entry.ended() + (summary.marking().kept() ? " (kept)" : ""),
        Long.toString(summary.operations()),
        summary.maxNanos() == 0 ? "-" : DurationText.of(summary.p99Nanos()),
        Long.toString(summary.errors()));
  }
}
