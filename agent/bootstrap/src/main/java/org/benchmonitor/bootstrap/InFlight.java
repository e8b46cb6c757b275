package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Asynchronous operations under way: an exact count, and the oldest among those that found a place.
 *
 * <p>Any thread. The table is fixed. Those that wait for a stage stand where its identity leads, so
 * that the next operation that returns the same stage finds them: one stage has one dependent of
 * ours. Where no place is free the youngest of a few yields whose age alone it was kept for, that
 * of a callback, say; one whose stage is still there never does. An operation without a place is
 * counted, but its age is not seen, nor is it found by the next one of its stage. So there are only
 * a few such for each of the shares into which the stages' identities are divided.
 */
final class InFlight {
  static final int PLACES = 4096;
  private static final int TRIES = 8;

  /** The most operations in all that wait behind others. */
  static final int MOST_BEHIND = 16_384;

  /** The most operations in one share that wait for stages and have no place. */
  static final int MOST_IN_SHARE = 64;

  private final AtomicReferenceArray<AsyncOperation> places = new AtomicReferenceArray<>(PLACES);
  private final AtomicIntegerArray shares = new AtomicIntegerArray(PLACES);
  private final LongAdder count = new LongAdder();
  private final AtomicInteger behind = new AtomicInteger();

  /** Adds an operation that ends with a callback. */
  void add(AsyncOperation operation) {
    count.increment();
    place(operation, System.identityHashCode(operation));
  }

  /** The operation that waits for a stage as its dependent, or null. */
  AsyncOperation waitingFor(Object stage) {
    int start = System.identityHashCode(stage);
    for (int i = 0; i < TRIES; i++) {
      AsyncOperation there = places.getAcquire((start + i) & (PLACES - 1));
      if (there != null && there.refersTo(stage)) {
        return there;
      }
    }
    return null;
  }

  /** Whether one more operation may wait behind that one. */
  boolean hasRoomBehind(AsyncOperation there) {
    return there.hasRoom() && behind.get() < MOST_BEHIND;
  }

  /** Adds an operation that waits behind another one; false if that has just ended or is full. */
  boolean addBehind(AsyncOperation there, AsyncOperation operation) {
    if (!there.join(operation)) {
      return false;
    }
    behind.incrementAndGet();
    count.increment();
    return true;
  }

  /** Lets an operation wait for a stage, with a place or without; false if it is one too many. */
  boolean admit(AsyncOperation operation, Object stage) {
    int start = System.identityHashCode(stage);
    for (int i = 0; i < TRIES; i++) {
      AsyncOperation there = places.getAcquire((start + i) & (PLACES - 1));
      if (there == null || yields(there)) {
        return true;
      }
    }
    int share = start & (PLACES - 1);
    if (shares.getAndIncrement(share) >= MOST_IN_SHARE) {
      shares.getAndDecrement(share);
      return false;
    }
    operation.setPlace(-1 - share);
    return true;
  }

  /** Whether an operation only shows its age: nobody can return the stage that it waits for. */
  private static boolean yields(AsyncOperation there) {
    return there.refersTo(null) && there.waiting() == 0;
  }

  /** Lets others that return the stage find the operation, if it was admitted with a place. */
  void enter(AsyncOperation operation, Object stage) {
    if (operation.place() < 0) {
      return;
    }
    place(operation, System.identityHashCode(stage));
    if (operation.isDone()) {
      places.compareAndSet(operation.place(), operation, null);
    }
  }

  /** Gives an operation a free place, or that of the youngest that yields, or none. */
  private void place(AsyncOperation operation, int start) {
    int youngest = -1;
    AsyncOperation yields = null;
    for (int i = 0; i < TRIES; i++) {
      int place = (start + i) & (PLACES - 1);
      AsyncOperation there = places.getAcquire(place);
      if (there == null && enter(operation, place, null)) {
        return;
      }
      if (there != null
          && yields(there)
          && (yields == null || there.startTicks() - yields.startTicks() > 0)) {
        youngest = place;
        yields = there;
      }
    }
    if (yields != null) {
      enter(operation, youngest, yields);
    }
  }

  private boolean enter(AsyncOperation operation, int place, AsyncOperation instead) {
    operation.setPlace(place);
    return places.compareAndSet(place, instead, operation);
  }

  /** Adds an operation that is about to end. */
  void addBriefly() {
    count.increment();
  }

  /** Counts operations that do not wait behind another any more. */
  void leftBehind(int operations) {
    behind.addAndGet(-operations);
  }

  void remove(AsyncOperation operation, int place) {
    count.decrement();
    if (place < 0) {
      shares.getAndDecrement(-1 - place);
    } else {
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

  /** Lets nobody wait behind an operation any more whose stage nobody can return again. */
  private void giveUp(AsyncOperation operation, int place) {
    int waiting = operation.waiting();
    if (waiting > 0 && operation.refersTo(null) && places.compareAndSet(place, operation, null)) {
      operation.giveUp();
      leftBehind(waiting);
    }
  }

  /** The age of the oldest operation seen, in ticks; 0 if there is none. */
  long oldestTicks(long now) {
    long oldest = 0;
    for (int i = 0; i < PLACES; i++) {
      AsyncOperation operation = places.getAcquire(i);
      if (operation != null) {
        oldest = Math.max(oldest, now - operation.startTicks());
        giveUp(operation, i);
      }
    }
    return oldest;
  }
}
