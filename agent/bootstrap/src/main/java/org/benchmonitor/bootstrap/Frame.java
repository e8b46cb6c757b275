package org.benchmonitor.bootstrap;

/**
 * One operation that a worker is inside of; frames form a chain, made once and used again.
 *
 * <p>Written by its worker's thread only. Ending a frame sets the worker's top to the frame's
 * parent whatever has happened above it, so a frame lost to a StackOverflowError heals itself.
 */
public final class Frame {
  final Worker worker;
  final Frame parent;
  Frame child;
  Site site;
  int operation = -1;
  long startTicks;

  // The cell that successes of the operation are counted in; kept as long as the frame is used for
  // the same operation again, because finding it costs more than counting in it.
  Cell successes;

  Frame(Worker worker, Frame parent) {
    this.worker = worker;
    this.parent = parent;
  }

  Frame nextChild() {
    Frame next = child;
    if (next == null) {
      next = new Frame(worker, this);
      child = next;
    }
    return next;
  }
}
