package org.benchmonitor.bootstrap;

/**
 * One operation that a worker is inside of. The outermost frame is the {@link Worker} itself;
 * nested frames form a reused chain behind it.
 *
 * <p>Only the worker's thread writes it; the sampler reads as many frames as the worker's depth
 * publishes. Ending a frame resets the depth to the frame's own. So frames lost above it to a
 * StackOverflowError are gone too.
 */
public class Frame {
  final Worker worker;

  /** The number of open frames below this one. */
  final int below;

  int siteId;
  int operation = -1;
  long startTicks;

  /** The site whose call has told its planned start last, and how long before its begin that is. */
  int plannedSite = -1;

  long waitedNanos;

  // Published by the release of the worker's depth.
  private Frame child;

  /** A nested frame. */
  private Frame(Worker worker, int below) {
    this.worker = worker;
    this.below = below;
  }

  /** The outermost frame of a worker. */
  Frame() {
    this.worker = (Worker) this;
    this.below = 0;
  }

  /** Where latencies from the planned start of this call are counted; -1 if nowhere. */
  int corrected() {
    return plannedSite == siteId && waitedNanos != PlannedStart.NONE
        ? worker.recording().corrected(operation)
        : -1;
  }

  Frame nextChild() {
    Frame next = child;
    if (next == null) {
      next = new Frame(worker, below + 1);
      child = next;
    }
    return next;
  }

  Frame child() {
    return child;
  }
}
