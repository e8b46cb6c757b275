package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * All sites of the JVM by their numbers, and for each the one int that its methods read.
 *
 * <p>{@link #state} is read by any thread, never blocks and never allocates: one load from a
 * constant address says that a site is on and which operation it is, so being off or paused costs
 * nothing. The number of a site is free again when its recording ends.
 */
final class Sites {
  /** The most sites at one time. */
  static final int CAPACITY = 65_536;

  /** The site is not to be counted. */
  static final int OFF = -1;

  /** The site itself must be asked: its operation has no fixed name, or operations are held. */
  static final int ASK = -2;

  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

  // One more than the state, so that a fresh entry is off.
  private static final int[] STATES = new int[CAPACITY];
  private static final AtomicReferenceArray<Site> SITES = new AtomicReferenceArray<>(CAPACITY);
  private static int next;

  private Sites() {}

  /** The number of the site's operation, or {@link #OFF}, or {@link #ASK}. */
  static int state(int siteId) {
    // Opaque: a loop of the host's must see the state change; pairs with setState.
    return (int) INTS.getOpaque(STATES, siteId) - 1;
  }

  static void setState(int siteId, int state) {
    INTS.setOpaque(STATES, siteId, state + 1);
  }

  /** The site of a number, or null once its recording has ended. */
  static Site get(int siteId) {
    return SITES.getAcquire(siteId);
  }

  /** Adds a site and tells it its number; it is off. */
  static synchronized void add(Site site) {
    for (int tries = 0; tries < CAPACITY; tries++) {
      int id = next;
      next = (next + 1) % CAPACITY;
      if (SITES.getPlain(id) == null) {
        site.number(id);
        SITES.setRelease(id, site);
        return;
      }
    }
    throw new IllegalStateException("more than " + CAPACITY + " methods are instrumented");
  }

  /** Frees the site's number. */
  static synchronized void remove(Site site) {
    setState(site.id(), OFF);
    SITES.setRelease(site.id(), null);
  }
}
