package com.acme.bench;

/** What an operation is made to run into. */
enum Fault {
  NONE,
  /** An update from a version that is no longer the current one. */
  STALE_VERSION,
  /** An update of a row that another connection holds. */
  LOCKED_ROW
}
