package org.benchmonitor.tool.serve;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.compare.MeasuredRun;
import org.benchmonitor.run.compare.Settings;
import org.benchmonitor.run.frame.RunSummary;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.Records;
import org.jspecify.annotations.Nullable;

/**
 * Recorded runs as a comparison knows them. Any thread. What was measured of a file is kept while
 * the file stays as it is, which is little; the run that was read for it is not.
 */
public final class MeasuredRecords {
  /** More tell hardly anything more, and each is a file to read. */
  private static final int MOST_OF_HISTORY = 20;

  private static final int MOST_KEPT = 128;

  private final Records records;

  /** By file, the last one that was asked for at the end. */
  private final Map<String, Kept> kept = new LinkedHashMap<>();

  private record Kept(long bytes, Instant written, MeasuredRun run) {}

  /** Reads nothing yet. */
  public MeasuredRecords(Records records) {
    this.records = records;
  }

  /**
   * A record.
   *
   * @throws IOException if it cannot be read; the message names the file
   */
  public synchronized MeasuredRun of(RecordEntry entry) throws IOException {
    String file = entry.file().toString();
    Kept known = kept.remove(file);
    if (known == null
        || known.bytes() != entry.bytes()
        || !known.written().equals(entry.written())) {
      known = new Kept(entry.bytes(), entry.written(), read(entry));
    }
    kept.put(file, known);
    if (kept.size() > MOST_KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    return known.run();
  }

  private MeasuredRun read(RecordEntry entry) throws IOException {
    try {
      return MeasuredRun.of(entry.id(), records.read(entry.file()));
    } catch (IOException | RuntimeException unreadable) {
      throw new IOException(
          "cannot read " + entry.file() + ": " + unreadable.getMessage(), unreadable);
    }
  }

  /**
   * Runs of the base's version that are like it, the newest first; none without a version.
   *
   * @throws IOException if the directory or one of them cannot be read
   */
  public List<MeasuredRun> history(List<MeasuredRun> base, List<MeasuredRun> fresh)
      throws IOException {
    List<MeasuredRun> history = new ArrayList<>();
    if (Settings.version(base).isEmpty()) {
      return history;
    }
    MeasuredRun first = base.get(0);
    for (RecordEntry entry : records.newestFirst()) {
      if (history.size() < MOST_OF_HISTORY && isLike(first, entry.summary())) {
        MeasuredRun run = of(entry);
        boolean isNamed =
            base.stream().anyMatch(run::isSameAs) || fresh.stream().anyMatch(run::isSameAs);
        if (!isNamed && Settings.areAsLong(first, run)) {
          history.add(run);
        }
      }
    }
    return history;
  }

  /**
   * What is known without reading a run. One that was cut short is not one of those that a version
   * usually makes; one that took less time with its warm-up cannot have been as long without.
   */
  private static boolean isLike(MeasuredRun base, @Nullable RunSummary summary) {
    return summary != null
        && summary.run().status() == RunStatus.COMPLETED
        && Settings.isHistoryOf(base, summary.header())
        && Settings.mayBeAsLong(base, summary.run().elapsed());
  }

  /**
   * The last runs of a run's scenario, the newest first. What cannot be read is left out: the list
   * of records says why.
   *
   * @throws IOException if the directory cannot be read
   */
  public List<MeasuredRun> ofScenario(MeasuredRun about, int most) throws IOException {
    List<MeasuredRun> runs = new ArrayList<>();
    for (RecordEntry entry : records.newestFirst()) {
      RunSummary summary = entry.summary();
      if (runs.size() < most
          && summary != null
          && Settings.areOfOneScenario(about.header(), summary.header())) {
        try {
          runs.add(of(entry));
        } catch (IOException unreadable) {
          // As said above.
        }
      }
    }
    return runs;
  }
}
