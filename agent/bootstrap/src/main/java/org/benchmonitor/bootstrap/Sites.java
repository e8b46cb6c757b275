package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * All sites of the JVM by number, and for each the one int that its methods read.
 *
 * <p>Any thread calls {@link #state}, which never blocks and never allocates. One load from a
 * constant address tells that a site is on and which operation it is, so checks for off and paused
 * are free. A number is free again when its site is removed.
 */
final class Sites {
  /** The most sites at one time. */
  static final int CAPACITY = 65_536;

  /** The number of no site, which is always off. */
  static final int NONE = CAPACITY;

  /** The site is not counted. */
  static final int OFF = -1;

  /** The site must be asked: its operation has no fixed name, or operations are held. */
  static final int ASK = -2;

  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

  // The state plus one, so that a fresh entry is off.
  private static final int[] STATES = new int[CAPACITY + 1];
  private static final AtomicReferenceArray<Site> SITES = new AtomicReferenceArray<>(CAPACITY + 1);
  private static int next;

  private Sites() {}

  /** The number of the site's operation, or {@link #OFF}, or {@link #ASK}. */
  static int state(int siteId) {
    // Opaque: a loop of the host must see the state change; pairs with setState.
    return (int) INTS.getOpaque(STATES, siteId) - 1;
  }

  static void setState(int siteId, int state) {
    INTS.setOpaque(STATES, siteId, state + 1);
  }

  /** The site of a number, or null once it is removed. */
  static Site get(int siteId) {
    return SITES.getAcquire(siteId);
  }

  /** Adds a site and sets its number; it is off. */
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
