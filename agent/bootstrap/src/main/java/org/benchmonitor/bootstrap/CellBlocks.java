package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The cell blocks of a recording: exclusive ones leased to platform threads, stripes for all
 * others. Any thread; never blocks, and allocates a block on its first use.
 *
 * <ol>
 *   <li>A worker's thread takes a lease by one compare-and-set from free to its worker.
 *   <li>Only the sampler gives a lease back, after it saw that the thread has terminated. All the
 *       thread's writes happen before that (JLS 17.4.5, {@code isAlive}).
 *   <li>The next worker's compare-and-set follows that release, so it continues the counters it
 *       finds. No count is lost and none is written by two threads.
 *   <li>All other workers, and all virtual threads, write to a stripe with atomic adds.
 *   <li>While there is no room, no block is made: a worker gets one that an ended worker left, or a
 *       stripe that is there. The first stripe is always there; it is the floor of all blocks.
 * </ol>
 */
final class CellBlocks {
  private final CellRoom room = new CellRoom();
  private final CellBlock floor;
  private final AtomicReferenceArray<Worker> owners;
  private final AtomicReferenceArray<CellBlock> exclusive;
  private final AtomicReferenceArray<CellBlock> stripes;

  CellBlocks(CellLayout layout, int leases, int stripes) {
    this.floor = CellBlock.floor(layout, room);
    this.owners = new AtomicReferenceArray<>(leases);
    this.exclusive = new AtomicReferenceArray<>(leases);
    this.stripes = new AtomicReferenceArray<>(Integer.highestOneBit(Math.max(1, stripes)));
    this.stripes.set(0, floor);
    room.add(CellBlock.EMPTY_BYTES);
  }

  /** Leases an exclusive block to the calling thread's worker, or returns a stripe. */
  CellBlock lease(Worker worker, boolean virtual) {
    if (!virtual) {
      for (int i = 0; i < owners.length(); i++) {
        if (owners.get(i) == null && hasBlock(i) && owners.compareAndSet(i, null, worker)) {
          return blockAt(exclusive, i, false);
        }
      }
    }
    return stripe(worker.threadId());
  }

  private boolean hasBlock(int lease) {
    return exclusive.get(lease) != null || room.admits(CellBlock.EMPTY_BYTES);
  }

  /** A block to which any thread may write. */
  CellBlock stripe(long threadId) {
    int mixed = (int) ((threadId * 0x9E3779B97F4A7C15L) >>> 40);
    int index = mixed & (stripes.length() - 1);
    return stripes.get(index) != null || room.admits(CellBlock.EMPTY_BYTES)
        ? blockAt(stripes, index, true)
        : floor;
  }

  /** Takes back a lease; only the sampler, after the worker's thread has terminated. */
  @SuppressWarnings("ReferenceEquality") // the very worker, which is never equal to another
  void release(Worker worker) {
    room.add(-worker.roomTaken());
    for (int i = 0; i < owners.length(); i++) {
      if (owners.get(i) == worker) {
        owners.setRelease(i, null);
        return;
      }
    }
  }

  private CellBlock blockAt(AtomicReferenceArray<CellBlock> blocks, int index, boolean shared) {
    CellBlock block = blocks.get(index);
    if (block == null) {
      CellBlock fresh = CellBlock.above(floor, shared);
      CellBlock winner = blocks.compareAndExchange(index, null, fresh);
      block = winner == null ? fresh : winner;
      room.add(winner == null ? CellBlock.EMPTY_BYTES : 0);
    }
    return block;
  }

  /** Adds the counts of one operation and outcome, over all blocks, to {@code into}. */
  void addTo(int operation, boolean failed, CellCounts into) {
    addTo(exclusive, operation, failed, into);
    addTo(stripes, operation, failed, into);
  }

  private static void addTo(
      AtomicReferenceArray<CellBlock> blocks, int operation, boolean failed, CellCounts into) {
    for (int i = 0; i < blocks.length(); i++) {
      CellBlock block = blocks.getAcquire(i);
      if (block != null) {
        block.addTo(operation, failed, into);
      }
    }
  }

  /** The workers with an exclusive block that have completed the operation. */
  int exclusiveUsers(int operation) {
    int users = 0;
    for (int i = 0; i < exclusive.length(); i++) {
      CellBlock block = exclusive.getAcquire(i);
      users += block != null && block.has(operation) ? 1 : 0;
    }
    return users;
  }

  /** Adds the failures of one operation to {@code into}, by type; returns whether it has cells. */
  boolean addTypesTo(int operation, long[] into) {
    boolean own = addTypesTo(exclusive, operation, into);
    return addTypesTo(stripes, operation, into) || own;
  }

  private static boolean addTypesTo(
      AtomicReferenceArray<CellBlock> blocks, int operation, long[] into) {
    boolean any = false;
    for (int i = 0; i < blocks.length(); i++) {
      CellBlock block = blocks.getAcquire(i);
      any |= block != null && block.addTypesTo(operation, into);
    }
    return any;
  }

  /** Drops all counters and leases. */
  void clear() {
    for (int i = 0; i < owners.length(); i++) {
      owners.setRelease(i, null);
    }
    clear(exclusive);
    clear(stripes);
    room.clear();
  }

  private static void clear(AtomicReferenceArray<CellBlock> blocks) {
    for (int i = 0; i < blocks.length(); i++) {
      CellBlock block = blocks.getAcquire(i);
      if (block != null) {
        block.clear();
      }
    }
  }

  /** The bytes of all blocks, and the room for further ones. */
  CellRoom room() {
    return room;
  }
}
