package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The cells of all operations for one writer (exclusive) or for one stripe of writers (shared).
 *
 * <p>Pages and cells are made on first use. See {@link Cell} for who may write and read.
 */
final class CellBlock {
  private static final VarHandle PAGES = MethodHandles.arrayElementVarHandle(Cell[][].class);
  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(Cell[].class);
  private static final int PAGE_BITS = 5;
  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

  private final CellLayout layout;
  private final boolean shared;
  private final Cell[][] pages;

  CellBlock(CellLayout layout, boolean shared) {
    this.layout = layout;
    this.shared = shared;
    this.pages = new Cell[(OperationTable.CAPACITY * 2) >> PAGE_BITS][];
  }

  /** Counts one completion; {@code nanos} is within the layout's range. */
  void record(int operation, boolean failed, long nanos) {
    cell(operation, failed).record(nanos);
  }

  /** The cell of an operation and outcome, made on first use. */
  Cell cell(int operation, boolean failed) {
    int index = index(operation, failed);
    // Acquire: in a shared block another thread may have made the cell, and it must be seen whole.
    Cell[] page = (Cell[]) PAGES.getAcquire(pages, index >> PAGE_BITS);
    Cell cell = page == null ? null : (Cell) CELLS.getAcquire(page, index & PAGE_MASK);
    return cell != null ? cell : grow(index);
  }

  private static int index(int operation, boolean failed) {
    return operation * 2 + (failed ? 1 : 0);
  }

  private Cell grow(int index) {
    Cell[] fresh = new Cell[1 << PAGE_BITS];
    Cell[] page =
        (Cell[]) PAGES.compareAndExchange(pages, index >> PAGE_BITS, (Cell[]) null, fresh);
    if (page == null) {
      page = fresh;
    }
    Cell cell = new Cell(layout, shared);
    Cell winner = (Cell) CELLS.compareAndExchange(page, index & PAGE_MASK, (Cell) null, cell);
    return winner == null ? cell : winner;
  }

  /** Adds the counts of one operation and outcome to {@code into}. */
  void addTo(int operation, boolean failed, CellCounts into) {
    int index = index(operation, failed);
    Cell[] page = (Cell[]) PAGES.getAcquire(pages, index >> PAGE_BITS);
    Cell cell = page == null ? null : (Cell) CELLS.getAcquire(page, index & PAGE_MASK);
    if (cell != null) {
      cell.addTo(into);
    }
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

  /** The number of bytes that this block holds now. */
  long bytes() {
    long bytes = 32 + 4L * pages.length;
    for (int p = 0; p < pages.length; p++) {
      Cell[] page = (Cell[]) PAGES.getAcquire(pages, p);
      if (page != null) {
        bytes += 16 + (4L << PAGE_BITS);
        for (int c = 0; c < page.length; c++) {
          Cell cell = (Cell) CELLS.getAcquire(page, c);
          bytes += cell == null ? 0 : cell.bytes();
        }
      }
    }
    return bytes;
  }
}
