package org.benchmonitor.host.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.run.model.MemoryUse;
import org.benchmonitor.run.model.MemoryUse.GivenUp;
import org.benchmonitor.run.model.MemoryUse.Part;

/**
 * Holds all that grows with operations, workers, errors and time below one limit.
 *
 * <p>Made before the first snapshot. The sampler looks at each cut, under its lock, so what grows
 * in one interval is made up for in the next. What cannot wait for a cut is bounded where it is
 * made: the cells, and the names of operations, which come with a class all at once.
 *
 * <p>The order of giving up is that of {@link GivenUp}. Each part gets what those that are given up
 * after it leave, so the timeline has the rest.
 */
public final class MemoryBudget {
  private static final long MOST = 32 << 20;
  private static final int PART_OF_HEAP = 20;
  private static final long LEAST_HEAP_WITH_TIMELINE = 48 << 20;

  /** The cells of workers' own are made until all cells hold a quarter of the limit. */
  private static final int CELLS_PART = 4;

  private static final int WORKERS_PART = 4;
  private static final int ERRORS_PART = 8;
  private static final int TYPE_BYTES = 4096;

  /** Octaves that an operation of some hundred nanoseconds comes to use on a busy machine. */
  private static final int USUAL_OCTAVES = 6;

  /**
   * What an operation takes beside its cell: its packed counts, its figures in the totals and in
   * the latest intervals, and its site and those of some that are refused.
   */
  private static final int BESIDE_CELL = 4200;

  private static final int FEWEST_NAMES = 32;

  /** Something small, or bounded by itself, that is only counted. */
  public record Counted(String name, LongSupplier bytes) {}

  private final RecordingReader reader;
  private final Reducible timeline;
  private final List<Counted> others;
  private final long limit;
  private final boolean keepsTimeline;
  private final int mostNames;
  private long floorBefore;

  /**
   * Makes the budget and bounds what is made between cuts.
   *
   * @param heapBytes the host's greatest heap
   * @param timeline the retained runs
   * @param others what else counts
   */
  public MemoryBudget(
      RecordingReader reader, long heapBytes, Reducible timeline, List<Counted> others) {
    this.reader = reader;
    this.timeline = timeline;
    this.others = List.copyOf(others);
    this.limit = limitOf(heapBytes);
    this.keepsTimeline = heapBytes >= LEAST_HEAP_WITH_TIMELINE;
    this.mostNames = namesFor(limit, reader.layout().octaveLength());
    boundCells(reader, heapBytes);
    timeline.limitTo(keepsTimeline ? limit : 0);
  }

  /** The limit in a heap of this greatest size. */
  public static long limitOf(long heapBytes) {
    return Math.min(MOST, heapBytes / PART_OF_HEAP);
  }

  /** Bounds what the first operations make, before there is a budget. */
  public static void boundCells(RecordingReader reader, long heapBytes) {
    long limit = limitOf(heapBytes);
    reader.limitCells(limit / CELLS_PART);
    reader.operations().limitTo(namesFor(limit, reader.layout().octaveLength()));
    reader.errors().limitTo((int) Math.min(Integer.MAX_VALUE, limit / ERRORS_PART / TYPE_BYTES));
  }

  /**
   * As many names as there is room for, with a cell for each; the cells' floor is never refused.
   */
  private static int namesFor(long limit, int octaveLength) {
    long perName = BESIDE_CELL + USUAL_OCTAVES * 8L * octaveLength;
    return (int) Math.max(FEWEST_NAMES, Math.min(Integer.MAX_VALUE, limit / perName));
  }

  /**
   * Looks at all parts and tells each what it may hold from now on.
   *
   * @param countBytes what the sampler keeps of the operations' counts
   */
  MemoryUse look(long countBytes, Reducible errors, Reducible workers) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("cells", reader.cellBytes()));
    parts.add(new Part("counts", countBytes));
    parts.add(new Part("names", reader.nameBytes()));
    long pairs = reader.pairBytes();
    if (pairs > 0) {
      parts.add(new Part("pairs", pairs));
    }
    for (Counted other : others) {
      parts.add(new Part(other.name(), other.bytes().getAsLong()));
    }
    long floor = 0;
    for (Part part : parts) {
      floor += part.bytes();
    }
    long spare = limit - floor;
    // As much again as since the last look may come before the next one. Only the timeline makes
    // room for that: the others would lose in one tick what they need in the next.
    long growth = Math.max(0, floor - floorBefore);
    floorBefore = floor;

    long ofWorkers = reduced(workers, part(spare, WORKERS_PART));
    spare -= ofWorkers;
    long ofErrors = reduced(errors, part(spare, ERRORS_PART));
    spare -= ofErrors;
    timeline.limitTo(keepsTimeline ? Math.max(0, spare - growth) : 0);
    reader.operations().limitTo(spare > 0 ? mostNames : reader.operations().size());

    parts.add(new Part("workers", ofWorkers));
    parts.add(new Part("errors", ofErrors));
    parts.add(new Part("timeline", timeline.bytes()));
    return new MemoryUse(limit, parts, givenUp(errors, workers));
  }

  /** What a part holds once it is held to its share. */
  private static long reduced(Reducible part, long bytes) {
    part.limitTo(bytes);
    return part.bytes();
  }

  private long part(long spare, int part) {
    return Math.max(0, Math.min(spare, limit / part));
  }

  private List<GivenUp> givenUp(Reducible errors, Reducible workers) {
    List<GivenUp> given = new ArrayList<>();
    addIf(given, GivenUp.LEASES, reader.hasSharedForRoom());
    addIf(given, GivenUp.TIMELINE, !keepsTimeline || timeline.isReduced());
    addIf(given, GivenUp.RECENT_ERRORS, errors.isReduced());
    addIf(given, GivenUp.WORKERS, workers.isReduced());
    addIf(given, GivenUp.NAMES, reader.operations().hasRefused());
    return given;
  }

  private static void addIf(List<GivenUp> given, GivenUp what, boolean isGivenUp) {
    if (isGivenUp) {
      given.add(what);
    }
  }
}
