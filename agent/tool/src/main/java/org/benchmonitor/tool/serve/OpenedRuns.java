package org.benchmonitor.tool.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.benchmonitor.run.compare.MeasuredRun;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.RecordQuery;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Runs;
import org.benchmonitor.server.api.Comparing;
import org.benchmonitor.server.api.RecordSource;
import org.jspecify.annotations.Nullable;

/**
 * The recorded runs of a directory, of which one is opened. Any thread; a run is read when it is
 * first asked for, and a few are kept. A run that goes on stays as it was when it was read.
 */
public final class OpenedRuns implements Runs, RecordSource, Comparing {
  /** With the opened one as many as the page lays over each other. */
  private static final int MOST_KEPT = 4;

  /** Null where the opened one is alone. */
  private final @Nullable Records records;

  private final Opened current;

  /** Null where the opened one is alone. */
  private final @Nullable MeasuredRecords measured;

  /** The opened one, once it was asked for. */
  private volatile @Nullable MeasuredRun measuredCurrent;

  /** Those that were asked for, the last one last. */
  private final Map<String, Opened> others = new LinkedHashMap<>();

  private record Opened(RecordEntry entry, RunView run) {}

  private OpenedRuns(@Nullable Records records, Opened current) {
    this.records = records;
    this.current = current;
    this.measured = records == null ? null : new MeasuredRecords(records);
  }

  /**
   * Opens a record.
   *
   * @throws IOException if it cannot be read
   */
  public static OpenedRuns of(Records records, Path file) throws IOException {
    return new OpenedRuns(records, read(records, file));
  }

  /** One of a directory that was read. */
  public static OpenedRuns of(Records records, RecordEntry entry, RunView run) {
    return new OpenedRuns(records, new Opened(entry, run));
  }

  /** One run alone, which is in no directory of records. */
  public static OpenedRuns alone(RecordEntry entry, RunView run) {
    return new OpenedRuns(null, new Opened(entry, run));
  }

  private static Opened read(Records records, Path file) throws IOException {
    RecordedRun run = records.read(file);
    return new Opened(records.entry(file, run), run);
  }

  /** The record that is opened. */
  public RecordEntry opened() {
    return current.entry;
  }

  @Override
  public Optional<RunView> current() {
    return Optional.of(current.run);
  }

  /** By the identifier of the record, or by that of the run: then the opened one comes first. */
  @Override
  public synchronized Optional<RunView> find(String id) {
    if (id.equals(current.entry.id()) || id.equals(current.run.id())) {
      return Optional.of(current.run);
    }
    for (Opened one : others.values()) {
      if (id.equals(one.entry.id()) || id.equals(one.run.id())) {
        return Optional.of(one.run);
      }
    }
    return load(id);
  }

  private Optional<RunView> load(String id) {
    Records all = records;
    if (all == null) {
      return Optional.empty();
    }
    for (String candidate : ids(all, id)) {
      Opened one = readOrNull(all, candidate);
      if (one != null && (candidate.equals(id) || one.run.id().equals(id))) {
        keep(candidate, one);
        return Optional.of(one.run);
      }
    }
    return Optional.empty();
  }

  /** Null if it cannot be read: the list says why. */
  private static @Nullable Opened readOrNull(Records records, String id) {
    try {
      return read(records, records.file(id));
    } catch (IOException | RuntimeException unreadable) {
      return null;
    }
  }

  /** The identifier of a record begins with that of its run. */
  private static List<String> ids(Records records, String id) {
    try {
      List<String> exact = records.ids(id);
      return exact.contains(id) ? exact : records.ids(id + "-");
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private void keep(String id, Opened one) {
    others.put(id, one);
    Iterator<String> oldest = others.keySet().iterator();
    while (others.size() > MOST_KEPT) {
      oldest.next();
      oldest.remove();
    }
  }

  /** Those that were read; {@link #list} has all. */
  @Override
  public synchronized List<RunView> newestFirst() {
    List<RunView> runs = new ArrayList<>(List.of(current.run));
    others.values().forEach(one -> runs.add(one.run));
    return runs;
  }

  @Override
  public int most() {
    return MOST_KEPT + 1;
  }

  @Override
  public List<RecordEntry> list(RecordQuery query) throws IOException {
    List<RecordEntry> all = records == null ? List.of(current.entry) : records.newestFirst();
    return all.stream().filter(query::matches).toList();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // two records may be of equal runs
  public synchronized @Nullable RecordEntry entry(RunView run) {
    if (run == current.run) {
      return current.entry;
    }
    for (Opened one : others.values()) {
      if (run == one.run) {
        return one.entry;
      }
    }
    return null;
  }

  @Override
  public List<String> warnings(RunView run) {
    List<String> warnings = new ArrayList<>();
    if (run instanceof RecordedRun recorded) {
      switch (recorded.ending()) {
        case DAMAGED ->
            warnings.add(
                "The record is damaged: what is behind byte "
                    + recorded.whole()
                    + " cannot be read");
        case INCOMPLETE -> warnings.add("Some calls of the run were never written to the record");
        case OPEN, WHOLE -> {
          // Said by the run's status.
        }
      }
    }
    RecordEntry entry = entry(run);
    if (entry != null && entry.running()) {
      warnings.add("The run goes on; this is what its record had when it was opened");
    }
    return warnings;
  }

  @Override
  public Comparing comparing() {
    return this;
  }

  @Override
  public Optional<MeasuredRun> measured(String id) throws IOException {
    if (id.equals(current.entry.id())) {
      return Optional.of(measuredCurrent());
    }
    Records all = records;
    MeasuredRecords known = measured;
    return all == null || known == null || !all.ids(id).contains(id)
        ? Optional.empty()
        : Optional.of(known.of(all.entry(all.file(id))));
  }

  /** It stays as it was when it was read, while its file may grow. */
  private MeasuredRun measuredCurrent() {
    MeasuredRun known = measuredCurrent;
    if (known == null) {
      known = MeasuredRun.of(current.entry.id(), current.run);
      measuredCurrent = known;
    }
    return known;
  }

  @Override
  public List<MeasuredRun> history(List<MeasuredRun> base, List<MeasuredRun> fresh)
      throws IOException {
    return measured == null ? List.of() : measured.history(base, fresh);
  }

  @Override
  public List<MeasuredRun> ofScenario(MeasuredRun about, int most) throws IOException {
    return measured == null ? List.of(measuredCurrent()) : measured.ofScenario(about, most);
  }
}
