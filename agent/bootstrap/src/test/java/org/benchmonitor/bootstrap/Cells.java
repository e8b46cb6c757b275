package org.benchmonitor.bootstrap;

/** Cells and blocks with all the room they want, and types of errors for them. */
final class Cells {
  static final ErrorType ERROR = error(1);

  private Cells() {}

  static CellBlock block(CellLayout layout, boolean shared) {
    return CellBlock.above(CellBlock.floor(layout, new CellRoom()), shared);
  }

  static Cell cell(CellLayout layout, boolean shared) {
    return block(layout, shared).cell(0, false);
  }

  static ErrorType error(int number) {
    return new ErrorType(number, "type " + number, "type " + number);
  }
}
