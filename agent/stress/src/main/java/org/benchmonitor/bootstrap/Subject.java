package org.benchmonitor.bootstrap;

/** What the tests work on, and how they read it; all that they know of signatures is here. */
final class Subject {
  static final CellLayout LAYOUT = new CellLayout(2);

  /** Two values of different octaves, far apart. */
  static final long SMALL = 5;

  static final long LARGE = 1_000_000;

  static final ErrorType ERROR = new ErrorType(1, "stress", "stress");

  /** Of another page of types than {@link #ERROR}, and the last one that a reader reads. */
  static final ErrorType ANOTHER_ERROR =
      new ErrorType(ErrorTable.MOST_TYPES - 1, "another", "another");

  private static final Recording RECORDING = new Recording(2, 1, 1);
  private static final Site SITE = RECORDING.sites().add("stress", null);

  private Subject() {}

  static Recording recording() {
    return RECORDING;
  }

  static Worker worker(Thread thread) {
    return new Worker(RECORDING, 1, thread);
  }

  static Frame begin(Worker worker, int operation) {
    return worker.begin(SITE.id(), operation);
  }

  static void succeed(Worker worker, Frame frame, long nanos) {
    worker.leave(frame);
    worker.succeeded(frame.operation, nanos);
  }

  /** A block with all the room it wants. */
  static CellBlock block(boolean shared) {
    return CellBlock.above(CellBlock.floor(LAYOUT, new CellRoom()), shared);
  }

  static Cell cell(boolean shared) {
    return block(shared).cell(0, false);
  }

  static CellCounts read(Cell cell) {
    CellCounts counts = new CellCounts(LAYOUT);
    cell.addTo(counts);
    return counts;
  }

  static int total(Cell cell) {
    return (int) read(cell).total();
  }

  static int total(CellBlock block, int operation, boolean failed) {
    CellCounts counts = new CellCounts(LAYOUT);
    block.addTo(operation, failed, counts);
    return (int) counts.total();
  }

  static int total(CellBlocks blocks, int operation) {
    return total(blocks, operation, false);
  }

  static int failures(CellBlocks blocks, int operation) {
    return total(blocks, operation, true);
  }

  private static int total(CellBlocks blocks, int operation, boolean failed) {
    CellCounts counts = new CellCounts(LAYOUT);
    blocks.addTo(operation, failed, counts);
    return (int) counts.total();
  }

  static int errors(CellBlock block, int operation, ErrorType type) {
    long[] byType = new long[ErrorTable.MOST_TYPES];
    block.addTypesTo(operation, byType);
    return (int) byType[type.number()];
  }

  static int errors(CellBlocks blocks, int operation, ErrorType type) {
    long[] byType = new long[ErrorTable.MOST_TYPES];
    blocks.addTypesTo(operation, byType);
    return (int) byType[type.number()];
  }

  /** The count of the counter that {@code nanos} belongs to. */
  static int countOf(CellCounts counts, long nanos) {
    int[] found = new int[1];
    counts
        .pack(PackedCounts.NONE)
        .visitGrowthSince(
            PackedCounts.NONE,
            LAYOUT,
            (lowest, count) -> {
              if (counter(lowest) == counter(nanos)) {
                found[0] = (int) count;
              }
            });
    return found[0];
  }

  private static int counter(long nanos) {
    int halfMagnitude = LAYOUT.halfMagnitude();
    return CellLayout.octave(nanos, halfMagnitude) * LAYOUT.octaveLength()
        + CellLayout.offset(nanos, halfMagnitude);
  }
}
