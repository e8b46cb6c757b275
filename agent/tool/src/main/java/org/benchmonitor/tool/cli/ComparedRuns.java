package org.benchmonitor.tool.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.compare.MeasuredRun;
import org.benchmonitor.run.compare.Settings;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.frame.RunSummary;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.setup.registry.RegistryEntry;
import org.jspecify.annotations.Nullable;

/** Reads the runs that a comparison is about. */
final class ComparedRuns {
  /** More tell hardly anything more, and each is a file to read. */
  private static final int MOST_OF_HISTORY = 20;

  private final MonitorCommand command;
  private final RecordChoice place;
  private final NamedRuns named;

  ComparedRuns(MonitorCommand command, RecordChoice place, ImportOptions imports) {
    this.command = command;
    this.place = place;
    this.named = new NamedRuns(command, place, imports, "compare");
  }

  /**
   * Those that words name.
   *
   * @throws Failure if one of them is no run, or holds no intervals
   */
  List<MeasuredRun> read(List<String> words) {
    List<MeasuredRun> runs = new ArrayList<>();
    for (String word : words) {
      Target meant = named.target(word);
      runs.add(
          meant.monitor().isPresent()
              ? live(meant.monitor().get())
              : ofFile(meant.file().orElseThrow()));
    }
    return runs;
  }

  private MeasuredRun live(RegistryEntry entry) {
    RecordedRun run = named.live(entry);
    return MeasuredRun.of(run.id(), run);
  }

  private MeasuredRun ofFile(Path file) {
    Path name = file.getFileName();
    String text = name == null ? file.toString() : name.toString();
    int dot = text.lastIndexOf('.');
    return MeasuredRun.of(dot > 0 ? text.substring(0, dot) : text, named.ofFile(file));
  }

  /** Recorded runs of the base's version that are like it, the newest first. */
  List<MeasuredRun> history(List<MeasuredRun> base, List<MeasuredRun> fresh) {
    List<MeasuredRun> history = new ArrayList<>();
    if (Settings.version(base).isEmpty()) {
      return history;
    }
    MeasuredRun first = base.get(0);
    Records records = place.records(command.tools());
    for (RecordEntry entry : entries(records)) {
      if (history.size() < MOST_OF_HISTORY && isLike(first, entry.summary())) {
        MeasuredRun run = MeasuredRun.of(entry.id(), RecordChoice.read(records, entry.file()));
        boolean isNamed =
            base.stream().anyMatch(run::isSameAs) || fresh.stream().anyMatch(run::isSameAs);
        if (!isNamed && Settings.areAsLong(first, run)) {
          history.add(run);
        }
      }
    }
    return history;
  }

  private static List<RecordEntry> entries(Records records) {
    try {
      return records.newestFirst();
    } catch (IOException unreadable) {
      throw RecordChoice.unreadable(records, unreadable);
    }
  }

  /** A run that was cut short is not one of those that a version usually makes. */
  private static boolean isLike(MeasuredRun base, @Nullable RunSummary summary) {
    return summary != null
        && summary.run().status() == RunStatus.COMPLETED
        && Settings.isHistoryOf(base, summary.header());
  }
}
