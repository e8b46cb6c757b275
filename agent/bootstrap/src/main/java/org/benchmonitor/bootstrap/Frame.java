package org.benchmonitor.bootstrap;

/**
 * One operation that a worker is inside of. The outermost is the {@link Worker} itself, nested ones
 * form a chain behind it, made once and used again.
 *
 * <p>Written by its worker's thread only; the sampler reads what is published by the worker's
 * depth. Ending a frame sets the depth to the frame's own, whatever has happened above it, so a
 * frame lost to a StackOverflowError heals itself.
 */
public class Frame {
  final Worker worker;

  /** How many frames are open below this one. */
  final int below;

  int siteId;
  int operation = -1;
  long startTicks;

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
