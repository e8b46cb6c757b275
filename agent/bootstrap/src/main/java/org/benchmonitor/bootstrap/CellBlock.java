package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The cells of all operations for one writer (exclusive) or for one stripe of writers (shared).
 *
 * <p>Pages and cells are made on first use. See {@link Cell} for who may write and read.
 *
 * <p>One block of a recording is the floor, which is shared and never refuses a cell. Where another
 * block has no room for a cell of its own, the floor's takes its place for good.
 *
 * <ol>
 *   <li>A place of a page is written once, by compare-and-set from null. So a writer finds the same
 *       cell in it for ever, its own or the floor's, and may keep a reference.
 *   <li>The floor has its cell before any other block refers to it, by the same thread in program
 *       order and for others through the compare-and-set that publishes the reference.
 *   <li>The floor's cell takes atomic adds whoever found it, because the cell itself knows that it
 *       is shared.
 *   <li>A reader counts a cell only in the block that it was made for. A cell that two blocks refer
 *       to is thus counted once, and the block of an ended worker adds nothing for it.
 * </ol>
 */
final class CellBlock {
  private static final VarHandle PAGES = MethodHandles.arrayElementVarHandle(Cell[][].class);
  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(Cell[].class);
  private static final int PAGE_BITS = 5;
  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
  private static final int PAGES_OF_BLOCK = (OperationTable.CAPACITY * 2) >> PAGE_BITS;
  private static final long PAGE_BYTES = 16 + (4L << PAGE_BITS);

  /** The bytes of a block without any page. */
  static final long EMPTY_BYTES = 32 + 16 + 4L * PAGES_OF_BLOCK;

  private final CellLayout layout;
  private final boolean shared;
  private final CellRoom room;
  private final CellBlock floor;
  private final Cell[][] pages;

  private CellBlock(CellLayout layout, boolean shared, CellRoom room, CellBlock floor) {
    this.layout = layout;
    this.shared = shared;
    this.room = room;
    this.floor = floor == null ? this : floor;
    this.pages = new Cell[PAGES_OF_BLOCK][];
  }

  /** The block that all others fall back to. */
  static CellBlock floor(CellLayout layout, CellRoom room) {
    return new CellBlock(layout, true, room, null);
  }

  /** A block that asks for room and otherwise falls back to this floor. */
  static CellBlock above(CellBlock floor, boolean shared) {
    return new CellBlock(floor.layout, shared, floor.room, floor);
  }

  /** Counts one success; {@code nanos} is within the layout's range. */
  void succeed(int operation, long nanos) {
    cell(operation, false).record(nanos);
  }

  /** Counts one failure and its type; {@code nanos} is within the layout's range. */
  void fail(int operation, long nanos, ErrorType type) {
    cell(operation, true).fail(nanos, type.number());
  }

  /** The cell of an operation and outcome, made on first use. */
  Cell cell(int operation, boolean failed) {
    return cell(index(operation, failed));
  }

  private Cell cell(int index) {
    // Acquire: in a shared block another thread may have made the cell, and it must be seen whole.
    Cell[] page = (Cell[]) PAGES.getAcquire(pages, index >> PAGE_BITS);
    Cell cell = page == null ? null : (Cell) CELLS.getAcquire(page, index & PAGE_MASK);
    return cell != null ? cell : grow(index);
  }

  private static int index(int operation, boolean failed) {
    return operation * 2 + (failed ? 1 : 0);
  }

  private static boolean isFailed(int index) {
    return (index & 1) != 0;
  }

  private Cell grow(int index) {
    Cell[] fresh = new Cell[1 << PAGE_BITS];
    Cell[] page =
        (Cell[]) PAGES.compareAndExchange(pages, index >> PAGE_BITS, (Cell[]) null, fresh);
    if (page == null) {
      page = fresh;
      made(PAGE_BYTES);
    }
    boolean failed = isFailed(index);
    long bytes = Cell.emptyBytes(layout, failed);
    boolean own = admits(bytes);
    Cell cell = own ? new Cell(layout, shared, this, index, failed) : floor(index);
    Cell winner = (Cell) CELLS.compareAndExchange(page, index & PAGE_MASK, (Cell) null, cell);
    if (winner != null) {
      return winner;
    }
    made(own ? bytes : 0);
    return cell;
  }

  /** The floor's cell at a place, made on first use. */
  Cell floor(int index) {
    return floor.cell(index);
  }

  /** Whether there is room for so many bytes; always on the floor. */
  @SuppressWarnings("ReferenceEquality")
  boolean admits(long bytes) {
    return floor == this || room.admits(bytes);
  }

  void made(long bytes) {
    room.add(bytes);
  }

  /** Adds the counts of one operation and outcome to {@code into}. */
  void addTo(int operation, boolean failed, CellCounts into) {
    Cell cell = ownCell(index(operation, failed));
    if (cell != null) {
      cell.addTo(into);
    }
  }

  /** Whether anything of the operation was counted in a cell of this block. */
  boolean has(int operation) {
    return ownCell(index(operation, false)) != null || ownCell(index(operation, true)) != null;
  }

  /** Adds the failures of one operation to {@code into}, by type; returns whether it has a cell. */
  boolean addTypesTo(int operation, long[] into) {
    Cell cell = ownCell(index(operation, true));
    if (cell != null) {
      cell.addTypesTo(into);
    }
    return cell != null;
  }

  /** The cell that was made for this block at a place, or null. */
  private Cell ownCell(int index) {
    Cell[] page = (Cell[]) PAGES.getAcquire(pages, index >> PAGE_BITS);
    Cell cell = page == null ? null : (Cell) CELLS.getAcquire(page, index & PAGE_MASK);
    return cell != null && cell.isOf(this) ? cell : null;
  }

  /** Drops all cells and the counters of each, because workers keep references to cells. */
  void clear() {
    for (int p = 0; p < pages.length; p++) {
      Cell[] page = (Cell[]) PAGES.getAcquire(pages, p);
      if (page != null) {
        for (int c = 0; c < page.length; c++) {
          Cell cell = (Cell) CELLS.getAcquire(page, c);
          if (cell != null) {
            cell.clear();
          }
        }
        PAGES.setRelease(pages, p, (Cell[]) null);
      }
    }
  }
}
