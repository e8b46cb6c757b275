package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that the cells of a recording hold, and the room for cells of a worker's own.
 *
 * <p>Any thread asks and adds, only where something is made for the first time, never where a call
 * is counted. What has no room is counted in the cells that all workers share, which are never
 * refused. Threads that ask at the same time may go beyond the room by what each of them makes.
 */
final class CellRoom {
  private final AtomicLong held = new AtomicLong();
  private volatile long most = Long.MAX_VALUE;
  private volatile boolean refused;

  /** Sets up to how many bytes of all cells further ones of a worker's own are made. */
  void limitTo(long bytes) {
    most = bytes;
  }

  /** Whether so many bytes may be made that are not needed by the counts. */
  boolean admits(long bytes) {
    if (held.get() + bytes <= most) {
      return true;
    }
    refused = true;
    return false;
  }

  /** Adds what was made. */
  void add(long bytes) {
    held.addAndGet(bytes);
  }

  /** Forgets what was held, once nobody counts any more. */
  void clear() {
    held.set(0);
  }

  /** The bytes of all cells. */
  long held() {
    return held.get();
  }

  /** Whether anything was refused so far. */
  boolean hasRefused() {
    return refused;
  }
}
