package org.benchmonitor.tool.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.compare.MeasuredRun;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.setup.registry.RegistryEntry;
import org.benchmonitor.tool.serve.MeasuredRecords;

/** Reads the runs that a comparison is about. */
final class ComparedRuns {
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

  /**
   * Recorded runs of the base's version that are like it, the newest first.
   *
   * @throws Failure if they cannot be read
   */
  List<MeasuredRun> history(List<MeasuredRun> base, List<MeasuredRun> fresh) {
    Records records = place.records(command.tools());
    try {
      return new MeasuredRecords(records).history(base, fresh);
    } catch (IOException unreadable) {
      throw new Failure(ExitCode.FAILED, String.valueOf(unreadable.getMessage()), "");
    }
  }
}
