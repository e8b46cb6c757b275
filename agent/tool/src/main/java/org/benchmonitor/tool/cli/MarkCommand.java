package org.benchmonitor.tool.cli;

import java.io.IOException;
import java.util.List;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.Records;
import picocli.CommandLine.Mixin;

/** What the commands that change a record share: one that is being written is left alone. */
abstract class MarkCommand extends MonitorCommand {
  @Mixin private RecordChoice place = new RecordChoice();

  MarkCommand(Tools tools) {
    super(tools);
  }

  /** Changes a record. */
  interface Change {
    /**
     * Does it.
     *
     * @throws IOException if it cannot be done
     */
    void of(RecordEntry entry) throws IOException;
  }

  final Records records() {
    return place.records(tools());
  }

  /** All of them, found before the first is changed. */
  static List<RecordEntry> found(Records records, List<String> words) {
    return words.stream().map(word -> RecordChoice.find(records, word)).toList();
  }

  static void change(String what, RecordEntry entry, Change change) {
    try {
      change.of(entry);
    } catch (IOException refused) {
      throw new Failure(
          entry.running() ? ExitCode.NOT_NOW : ExitCode.FAILED,
          "record " + entry.id() + " cannot be " + what + ": " + refused.getMessage(),
          entry.running() ? "wait for its end" : "");
    }
  }
}
