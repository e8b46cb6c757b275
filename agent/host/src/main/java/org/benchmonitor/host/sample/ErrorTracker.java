package org.benchmonitor.host.sample;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.benchmonitor.bootstrap.ErrorTable;
import org.benchmonitor.bootstrap.ErrorType;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.ErrorNames;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Lifetime;
import org.jspecify.annotations.Nullable;

/** Follows the counts of errors by type and keeps the latest errors; under the sampler's lock. */
final class ErrorTracker implements Reducible {
  private static final long EVENT_BYTES = 128;

  /** About as much as an error takes with a long message. */
  private static final long LARGE_EVENT = 1024;

  private final RecordingReader reader;
  private final int mostRecent;
  private final Map<String, TypeTrack> types = new LinkedHashMap<>();
  private ErrorNames names = ErrorNames.NONE;
  private final Deque<ErrorEvent> recent = new ArrayDeque<>();
  private Instant countedSince = Instant.MIN;

  // Errors that their cells had counted but their types had not when the counted part began: a
  // worker was between the two. The next ones to reach the types are these.
  private long[] untyped = new long[0];

  private final ErrorMessages messages;
  private long mostRecentBytes = Long.MAX_VALUE;
  private long recentBytes;
  private boolean reduced;
  private long sampled;
  private long sampledBefore;

  ErrorTracker(RecordingReader reader, int mostRecent, ErrorMessages messages) {
    this.reader = reader;
    this.messages = messages;
    this.mostRecent = mostRecent;
  }

  /**
   * Leaves out all errors read so far, and all samples from before this time.
   *
   * @param inCells the errors of each operation as the cells had counted them right after
   */
  void beginCounted(Instant since, long[] inCells) {
    countedSince = since;
    types.values().forEach(TypeTrack::beginCounted);
    untyped = inCells.clone();
    for (TypeTrack track : types.values()) {
      for (int operation = 0; operation < untyped.length; operation++) {
        untyped[operation] -= TypeTrack.at(track.counts, operation);
      }
    }
    recent.clear();
    recentBytes = 0;
    sampledBefore = sampled;
  }

  static ErrorNames namesOf(List<ErrorType> types) {
    return ErrorNames.of(
        types.stream().collect(Collectors.toMap(ErrorType::name, ErrorType::simpleName)));
  }

  /**
   * Reads all counts again; call it before the cells are read.
   *
   * <p>A worker counts an error in its cell first, so the types never add up to more than the
   * cells.
   */
  void readCounts(Instant now) {
    List<ErrorType> all = reader.errors().types();
    if (all.size() != types.size()) {
      names = namesOf(all);
    }
    for (ErrorType type : all) {
      types.computeIfAbsent(type.name(), name -> new TypeTrack(type));
    }
    if (!types.isEmpty()) {
      readCells();
    }
    for (TypeTrack track : types.values()) {
      track.endRead(now);
      track.leaveOut(untyped);
    }
  }

  private void readCells() {
    long[] byType = new long[ErrorTable.MOST_TYPES];
    // Backwards: a type's array gets as long as the last operation that failed so, at once.
    for (int operation = reader.operations().size() - 1; operation >= 0; operation--) {
      if (reader.readErrors(operation, byType)) {
        for (TypeTrack track : types.values()) {
          track.read(operation, byType[track.type.number()]);
        }
        Arrays.fill(byType, 0);
      }
    }
  }

  /** The errors by type that were read since the last call. */
  ErrorCounts sinceLastCut() {
    Map<String, Long> counts = new HashMap<>();
    types.values().forEach(track -> counts.put(track.type.name(), track.sinceLastCut()));
    return ErrorCounts.of(counts);
  }

  /** Takes the new samples. */
  void take(List<ErrorEvent> fresh) {
    for (ErrorEvent event : fresh) {
      if (!event.at().isBefore(countedSince)) {
        keep(event);
      }
    }
  }

  private void dropOldest() {
    recentBytes -= bytesOf(recent.removeLast());
  }

  private static long bytesOf(ErrorEvent event) {
    return EVENT_BYTES
        + HeapSizes.of(event.message())
        + HeapSizes.of(event.workerId())
        + HeapSizes.of(event.threadName());
  }

  private long typeBytes() {
    long bytes = 0;
    for (TypeTrack track : types.values()) {
      bytes += track.bytes();
    }
    return bytes;
  }

  @Override
  public long bytes() {
    return typeBytes() + recentBytes;
  }

  @Override
  public void limitTo(long bytes) {
    mostRecentBytes = Math.max(0, bytes - typeBytes());
    messages.limitTo((int) Math.min(Integer.MAX_VALUE, mostRecentBytes / LARGE_EVENT));
    reduce();
  }

  private void reduce() {
    // The last one stays: a run with errors shows one.
    while (recentBytes > mostRecentBytes && recent.size() > 1) {
      reduced = true;
      dropOldest();
    }
  }

  @Override
  public boolean isReduced() {
    return reduced;
  }

  private void keep(ErrorEvent event) {
    sampled++;
    recent.addFirst(event);
    recentBytes += bytesOf(event);
    if (recent.size() > mostRecent) {
      dropOldest();
    }
    reduce();
    TypeTrack type = types.get(event.type());
    if (type != null) {
      type.seen(event);
    }
  }

  /**
   * The errors of the current part of the run.
   *
   * @param total as the cells have counted them
   * @param fresh those of this interval
   */
  Errors figures(long total, List<ErrorEvent> fresh) {
    List<Errors.Type> byType = new ArrayList<>();
    for (TypeTrack track : types.values()) {
      Errors.Type type = track.figures(reader);
      if (type != null) {
        byType.add(type);
      }
    }
    byType.sort(null);
    return new Errors(
        total,
        List.copyOf(byType),
        List.copyOf(recent),
        List.copyOf(fresh),
        Math.max(0, total - (sampled - sampledBefore)),
        names);
  }

  /** All errors since the recording began, as last read. */
  List<Lifetime.ErrorCount> lifetime() {
    List<Lifetime.ErrorCount> errors = new ArrayList<>();
    for (TypeTrack track : types.values()) {
      for (int operation = 0; operation < track.counts.length; operation++) {
        String name = reader.operations().name(operation);
        if (track.counts[operation] > 0 && name != null) {
          errors.add(new Lifetime.ErrorCount(name, track.type.name(), track.counts[operation]));
        }
      }
    }
    return List.copyOf(errors);
  }

  /** One type of error. */
  private static final class TypeTrack {
    private final ErrorType type;
    private long[] counts = new long[0];
    private long[] before = new long[0];
    private long atLastCut;
    private @Nullable String sampleMessage;
    private long sampleBytes;
    private @Nullable Instant firstSeen;
    private @Nullable Instant lastSeen;
    private boolean lastSeenIsSampled;
    private boolean grown;

    private TypeTrack(ErrorType type) {
      this.type = type;
    }

    void beginCounted() {
      before = counts.clone();
      firstSeen = null;
      lastSeen = null;
      sampleMessage = null;
      sampleBytes = 0;
    }

    void read(int operation, long count) {
      if (count != at(counts, operation)) {
        grown = true;
        if (operation >= counts.length) {
          counts = Arrays.copyOf(counts, operation + 1);
        }
        counts[operation] = count;
      }
    }

    /** Takes the time of a read in which the type has grown. */
    void endRead(Instant now) {
      if (grown) {
        grown = false;
        firstSeen = firstSeen == null ? now : firstSeen;
        lastSeen = now;
        lastSeenIsSampled = false;
      }
    }

    /** Leaves out errors that happened before the counted part. */
    void leaveOut(long[] untyped) {
      for (int operation = 0; operation < Math.min(untyped.length, counts.length); operation++) {
        long late = Math.min(untyped[operation], counts[operation] - at(before, operation));
        if (late > 0) {
          before = Arrays.copyOf(before, Math.max(before.length, counts.length));
          before[operation] += late;
          atLastCut += late;
          untyped[operation] -= late;
        }
      }
    }

    long sinceLastCut() {
      long now = Arrays.stream(counts).sum();
      long grown = now - atLastCut;
      atLastCut = now;
      return grown;
    }

    /** Takes the sample's time, which is more exact than that of the interval. */
    void seen(ErrorEvent event) {
      if (firstSeen == null || event.at().isBefore(firstSeen)) {
        firstSeen = event.at();
      }
      if (lastSeen == null || !lastSeenIsSampled || event.at().isAfter(lastSeen)) {
        lastSeen = event.at();
        lastSeenIsSampled = true;
      }
      if (sampleMessage == null) {
        sampleMessage = event.message();
        sampleBytes = HeapSizes.of(sampleMessage);
      }
    }

    /** Without the counts that the workers write, which are in the cells. */
    long bytes() {
      return 250 + 8L * (counts.length + before.length) + sampleBytes + type.bytes();
    }

    Errors.@Nullable Type figures(RecordingReader reader) {
      Map<String, Long> operations = new LinkedHashMap<>();
      long count = 0;
      for (int operation = 0; operation < counts.length; operation++) {
        long errors = counts[operation] - at(before, operation);
        if (errors > 0) {
          operations.put(reader.operations().name(operation), errors);
          count += errors;
        }
      }
      if (count == 0 || firstSeen == null || lastSeen == null) {
        return null;
      }
      return new Errors.Type(
          type.name(),
          count,
          sampleMessage,
          firstSeen,
          lastSeen,
          Collections.unmodifiableMap(operations));
    }

    private static long at(long[] array, int index) {
      return index < array.length ? array[index] : 0;
    }
  }
}
