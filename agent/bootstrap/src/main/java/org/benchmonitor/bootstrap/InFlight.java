package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The asynchronous operations in flight: their number, and the oldest among those with a place.
 *
 * <p>Any thread; never blocks. The table is fixed. An operation that waits for a stage has a place
 * near the stage's identity hash, so that the next operation that returns the stage finds it. So
 * one stage has one dependent of ours. If no place is free, the youngest of a few yields its place,
 * if that only shows its age, as for a callback. One whose stage still exists never yields. An
 * operation without a place is counted, but neither its age nor its stage can be found. Each share
 * of identities admits only a few of these.
 */
final class InFlight {
  static final int PLACES = 4096;
  private static final int TRIES = 8;

  /** The most operations in all that wait behind others. */
  static final int MOST_BEHIND = 16_384;

  /** The most operations of one share that wait for stages without a place. */
  static final int MOST_IN_SHARE = 64;

  private final AtomicReferenceArray<AsyncOperation> places = new AtomicReferenceArray<>(PLACES);
  private final AtomicIntegerArray shares = new AtomicIntegerArray(PLACES);
  private final LongAdder count = new LongAdder();
  private final AtomicInteger behind = new AtomicInteger();

  /** Adds an operation that completes with a callback. */
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

  /** Whether one more operation may wait behind {@code there}. */
  boolean hasRoomBehind(AsyncOperation there) {
    return there.hasRoom() && behind.get() < MOST_BEHIND;
  }

  /** Adds an operation that waits behind another; false if that one is completed or full. */
  boolean addBehind(AsyncOperation there, AsyncOperation operation) {
    if (!there.join(operation)) {
      return false;
    }
    behind.incrementAndGet();
    count.increment();
    return true;
  }

  /** Lets an operation wait for a stage, with a place or without; false if there are too many. */
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

  /** Whether a place shows only an age, because nobody can return the operation's stage again. */
  private static boolean yields(AsyncOperation there) {
    return there.refersTo(null) && there.waiting() == 0;
  }

  /** Makes an operation that was admitted with a place findable by its stage. */
  void enter(AsyncOperation operation, Object stage) {
    if (operation.place() < 0) {
      return;
    }
    place(operation, System.identityHashCode(stage));
    if (operation.isDone()) {
      places.compareAndSet(operation.place(), operation, null);
    }
  }

  /** Gives an operation a free place, that of the youngest that yields, or none. */
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

  /** Makes an operation findable by what stands for it, without counting it; false for no place. */
  boolean show(AsyncOperation operation, Object stage) {
    place(operation, System.identityHashCode(stage));
    return places.getAcquire(operation.place()) == operation;
  }

  /** Takes an operation that was shown out of its place. */
  void hide(AsyncOperation operation, int place) {
    places.compareAndSet(place, operation, null);
  }

  private boolean enter(AsyncOperation operation, int place, AsyncOperation instead) {
    operation.setPlace(place);
    return places.compareAndSet(place, instead, operation);
  }

  /** Counts an operation without giving it a place. */
  void addBriefly() {
    count.increment();
  }

  /** Subtracts operations that no longer wait behind another. */
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

  /** Drops all references; operations in flight are still counted. */
  void clear() {
    for (int i = 0; i < PLACES; i++) {
      places.setRelease(i, null);
    }
  }

  long count() {
    return Math.max(0, count.sum());
  }

  /** Gives up an operation with others behind it once nobody can return its stage again. */
  private void giveUp(AsyncOperation operation, int place) {
    int waiting = operation.waiting();
    if (waiting > 0 && operation.refersTo(null) && places.compareAndSet(place, operation, null)) {
      operation.giveUp();
      leftBehind(waiting);
    }
  }

  /** The age of the oldest operation with a place, in ticks; 0 if there is none. */
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
