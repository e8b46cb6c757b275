package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Asynchronous operations under way: an exact count, and the oldest among those that found a place.
 *
 * <p>Any thread. The table is fixed; an operation that finds no free place in a few tries is
 * counted but its age is not seen.
 */
final class InFlight {
  private static final int PLACES = 1024;
  private static final int TRIES = 8;

  private final AtomicReferenceArray<AsyncOperation> places = new AtomicReferenceArray<>(PLACES);
  private final LongAdder count = new LongAdder();

  int add(AsyncOperation operation) {
    count.increment();
    int start = System.identityHashCode(operation);
    for (int i = 0; i < TRIES; i++) {
      int place = (start + i) & (PLACES - 1);
      if (places.getPlain(place) == null && places.compareAndSet(place, null, operation)) {
        return place;
      }
    }
    return -1;
  }

  void remove(AsyncOperation operation, int place) {
    count.decrement();
    if (place >= 0) {
      places.compareAndSet(place, operation, null);
    }
  }

  /** Keeps none of them any more; those that are under way are still counted. */
  void clear() {
    for (int i = 0; i < PLACES; i++) {
      places.setRelease(i, null);
    }
  }

  long count() {
    return Math.max(0, count.sum());
  }

  /** The age of the oldest operation seen, in ticks; 0 if there is none. */
  long oldestTicks(long now) {
    long oldest = 0;
    for (int i = 0; i < PLACES; i++) {
      AsyncOperation operation = places.getAcquire(i);
      if (operation != null) {
        oldest = Math.max(oldest, now - operation.startTicks());
      }
    }
    return oldest;
  }
}
