package org.benchmonitor.run.record;

import java.nio.file.Path;
import java.time.Instant;
import org.benchmonitor.run.frame.RecordedRun.Ending;
import org.benchmonitor.run.frame.RunSummary;
import org.benchmonitor.run.model.RunState;
import org.jspecify.annotations.Nullable;

/**
 * One file of a directory of records.
 *
 * @param id the name of the file without its ending
 * @param written when the file was written last
 * @param summary null if the file cannot be read
 * @param running whether the run goes on: it has no end, and its process lives
 * @param problem why it cannot be read, empty if it can
 */
public record RecordEntry(
    String id,
    Path file,
    long bytes,
    Instant written,
    @Nullable RunSummary summary,
    boolean running,
    String problem) {

  /** When the run began; of a file that cannot be read, when it was written. */
  public Instant when() {
    Instant start = summary == null ? null : summary.run().start();
    return start == null ? written : start;
  }

  /** How the run ended, in a few words. */
  public String ended() {
    if (summary == null) {
      return "unreadable: " + problem;
    }
    RunState run = summary.run();
    String reason = run.reason();
    String status = run.status().text();
    String ended = reason == null || reason.isEmpty() ? status : status + ": " + reason;
    return summary.ending() == Ending.INCOMPLETE ? ended + " (calls are missing)" : ended;
  }
}
