package org.benchmonitor.bootstrap;

/** Cells and blocks with all the room they want. */
final class Cells {
  private Cells() {}

  static CellBlock block(CellLayout layout, boolean shared) {
    return CellBlock.above(CellBlock.floor(layout, new CellRoom()), shared);
  }

  static Cell cell(CellLayout layout, boolean shared) {
    return block(layout, shared).cell(0, false);
  }
}
