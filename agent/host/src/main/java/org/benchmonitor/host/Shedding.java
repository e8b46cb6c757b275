package org.benchmonitor.host;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.benchmonitor.host.sample.HostRoom;

/**
 * Gives up work in steps while the host runs short of heap or metaspace, so that the monitor is
 * never what ends it.
 *
 * <p>Each step is taken at once, but one for the heap that costs answers or the monitor only when
 * collections have left the heap as full: what looks like live data may be garbage. A step back is
 * made after the room was there for some seconds. The last step cannot be taken back: the monitor
 * leaves, and what it held is the host's at its next collection. The agent's main thread calls
 * {@link #look}.
 */
final class Shedding implements Care {
  /** What is given up, each with all before it. */
  enum Step {
    NOTHING,
    /** Merged results that are kept, and large answers. */
    LARGE_ANSWERS,
    /** Every answer and stream. Counting goes on. */
    SERVER,
    /** The monitor. */
    ALL
  }

  /** Carries out a step, forth or back; the text tells what room there is. */
  interface Shed {
    void to(Step step, String why);
  }

  private static final long MB = 1 << 20;

  /** In a large heap, objects no longer fit although there is more room than these. */
  private static final int SHARE = 64;

  private static final long WIDEST_EDGE = 64 * MB;

  /** The one that was under way may have begun before what it left was garbage. */
  private static final int CONFIRMING_COLLECTIONS = 2;

  /** In a small room there is no time for more. */
  private static final int CONFIRMING_IF_TIGHT = 1;

  private static final long HEAP_FOR_ALL = 9 * MB;
  private static final long HEAP_FOR_SERVER = 7 * MB;
  private static final long HEAP_FOR_MONITOR = 6 * MB;

  /** The first requests and the end load some classes. */
  private static final long METASPACE_FOR_SERVER = 9 * MB;

  private static final long METASPACE_FOR_MONITOR = 7 * MB;

  private static final long BACK_AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long TIGHT_HEAP = 64 * MB;
  private static final long TIGHT_METASPACE = 64 * MB;
  private static final long LOOK_NANOS = 200_000_000;
  private static final long TIGHT_LOOK_NANOS = 50_000_000;

  /** With so much room, nothing is given up in the next second either. */
  private static final long WIDE_LOOK_NANOS = 1_000_000_000;

  private static final int WIDE_SHARE_OF_HEAP = 4;
  private static final long WIDE_HEAP = 256 * MB;
  private static final long WIDE_METASPACE = 64 * MB;

  private final HostRoom.Source room;
  private final Shed shed;
  private final LongSupplier nanoTime;
  private final boolean tight;
  private boolean wide;
  private Step step = Step.NOTHING;
  private long roomSinceNanos;
  private boolean isHeapShort;
  private long collectionsBefore;

  /** Makes it; nothing is given up before the first look. */
  Shedding(HostRoom.Source room, Shed shed, LongSupplier nanoTime) {
    this.room = room;
    this.shed = shed;
    this.nanoTime = nanoTime;
    HostRoom first = room.read();
    this.tight = first.maxHeap() <= TIGHT_HEAP || first.metaspace() <= TIGHT_METASPACE;
  }

  /** How long the main thread may wait before the next look: a small room fills quickly. */
  long lookNanos() {
    if (tight) {
      return TIGHT_LOOK_NANOS;
    }
    return wide ? WIDE_LOOK_NANOS : LOOK_NANOS;
  }

  @Override
  public void look() {
    HostRoom now = room.read();
    wide =
        now.heap() >= Math.max(WIDE_HEAP, now.maxHeap() / WIDE_SHARE_OF_HEAP)
            && now.metaspace() >= WIDE_METASPACE;
    Step byHeap = confirmed(byHeap(now), now.collections());
    Step byMetaspace = byMetaspace(now);
    boolean isHeap = byHeap.compareTo(byMetaspace) >= 0;
    Step due = isHeap ? byHeap : byMetaspace;
    long nanos = nanoTime.getAsLong();
    int worse = due.compareTo(step);
    boolean back = step != Step.ALL && nanos - roomSinceNanos >= BACK_AFTER_NANOS;
    if (worse >= 0 || back) {
      roomSinceNanos = nanos;
    }
    if (worse > 0 || (worse < 0 && back)) {
      step = due;
      shed.to(due, isHeap ? left(now.heap(), "heap") : left(now.metaspace(), "metaspace"));
    }
  }

  private Step confirmed(Step byHeap, long collections) {
    if (byHeap.compareTo(Step.SERVER) < 0) {
      isHeapShort = false;
      return byHeap;
    }
    if (!isHeapShort) {
      isHeapShort = true;
      collectionsBefore = collections;
    }
    int confirming = tight ? CONFIRMING_IF_TIGHT : CONFIRMING_COLLECTIONS;
    if (collections - collectionsBefore >= confirming) {
      return byHeap;
    }
    // What was given up already stays so.
    Step held = byHeap.compareTo(step) < 0 ? byHeap : step;
    return held.compareTo(Step.LARGE_ANSWERS) > 0 ? held : Step.LARGE_ANSWERS;
  }

  private static Step byHeap(HostRoom now) {
    long edge = Math.min(WIDEST_EDGE, now.maxHeap() / SHARE);
    if (now.heap() < Math.max(HEAP_FOR_MONITOR, edge)) {
      return Step.ALL;
    }
    if (now.heap() < Math.max(HEAP_FOR_SERVER, 2 * edge)) {
      return Step.SERVER;
    }
    return now.heap() < Math.max(HEAP_FOR_ALL, 3 * edge) ? Step.LARGE_ANSWERS : Step.NOTHING;
  }

  private static Step byMetaspace(HostRoom now) {
    if (now.metaspace() < METASPACE_FOR_MONITOR) {
      return Step.ALL;
    }
    return now.metaspace() < METASPACE_FOR_SERVER ? Step.SERVER : Step.NOTHING;
  }

  private static String left(long bytes, String what) {
    return Math.max(0, bytes) / MB + " MB of " + what + " are left";
  }
}
