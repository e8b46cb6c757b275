package org.benchmonitor.bootstrap;

/** What a subscription tells of. */
enum LazyEvent {
  /** One of several items: an argument. */
  ITEM,
  /** The only item, or null for none: an argument. */
  RESULT,
  /** The only item, or a failure: two arguments, of which one is null. */
  OUTCOME,
  /** A failure, or null for none: an argument. */
  FAILURE,
  /** The end of all items. */
  END,
  /** The subscriber wants no more. */
  CANCELLED
}
