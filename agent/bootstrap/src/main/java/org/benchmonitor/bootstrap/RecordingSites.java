package org.benchmonitor.bootstrap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The sites of one recording, and whether operations may begin at them.
 *
 * <p>Called by the thread that installs the recording, threads of the host that load a class,
 * whoever pauses the run, and the sampler; never while an operation is recorded. Blocks: one call
 * runs at a time, each as long as a walk over all sites.
 */
public final class RecordingSites {
  private static final long SITE_BYTES = 400;

  private final OperationTable operations;
  private final Gate gate;
  private final Recording trial;
  private final Pauses pauses;
  private final List<Site> sites = new ArrayList<>();
  private final int lostSomewhereBefore = Probe.lostSomewhere();
  private boolean on;
  private long suppressedBefore;
  private long lostBefore;

  /** Makes them; {@code trial} is null but where the methods are only tried. */
  RecordingSites(OperationTable operations, Gate gate, Pauses pauses, Recording trial) {
    this.operations = operations;
    this.gate = gate;
    this.pauses = pauses;
    this.trial = trial;
  }

  /** Adds a site of an unknown method; rule may be null. */
  public Site add(String operation, ResultRule rule) {
    return add(operation, rule, null);
  }

  /** Adds a site whose operation has a fixed name; rule and method may be null. */
  public Site add(String operation, ResultRule rule, InstrumentedMethod method) {
    return add(operations.number(operation), null, rule, method, null);
  }

  /** Adds a site of an unknown method; rule may be null. */
  public Site addNamed(NameSource names, ResultRule rule) {
    return addNamed(names, rule, null);
  }

  /** Adds a site whose operation a value of each call names; rule and method may be null. */
  public Site addNamed(NameSource names, ResultRule rule, InstrumentedMethod method) {
    return add(-1, names.names, rule, method, null);
  }

  /**
   * Adds a site whose calls are no operations of their own: they begin or end one, or hand over
   * durations.
   *
   * @param operation the fixed name, or null
   * @param names of those that a value of the call names, or null; an end has neither
   */
  public Site addPair(
      String operation, NameSource names, PairSite pairs, InstrumentedMethod method) {
    WarmUp.pairs();
    return add(
        operation == null ? -1 : operations.number(operation),
        names == null ? null : names.names,
        null,
        method,
        pairs);
  }

  private Site add(
      int operation,
      ArgumentNames names,
      ResultRule rule,
      InstrumentedMethod method,
      PairSite pairs) {
    // No advice of an operation comes without a site. A host of which no class matches waits for
    // nothing.
    WarmUp.once();
    return add(new Site(operation, names, rule, method, trial, pairs));
  }

  private synchronized Site add(Site site) {
    Sites.add(site);
    sites.add(site);
    setState(site);
    return site;
  }

  /** Says how the latencies of the site's operations are corrected while it is not retired. */
  public synchronized void correct(Site site, Correction by) {
    site.setCorrection(by);
    site.correct(operations, by);
  }

  /** The names that all sites of one pattern share, so that the cap is for the pattern. */
  public static final class NameSource {
    private final ArgumentNames names;

    NameSource(ArgumentNames names) {
      this.names = names;
    }
  }

  /**
   * Creates the names of one pattern that names its operations by a value of each call.
   *
   * @param path from the value that the advice passes to the one that names, or null
   */
  public NameSource newNameSource(NamePath path) {
    return new NameSource(new ArgumentNames(operations, path));
  }

  synchronized void turnOn() {
    on = true;
    sites.forEach(this::setState);
  }

  /** Turns off for ever; a call still inside an instrumented method finds its site gone. */
  synchronized void turnOff() {
    on = false;
    resume();
    sites.forEach(Sites::remove);
  }

  private void setState(Site site) {
    if (on && site.isOff()) {
      Sites.setState(site.id(), Sites.OFF);
    } else if (on) {
      boolean ask = gate.isClosed() || site.operation() < 0 || trial != null;
      Sites.setState(site.id(), ask ? Sites.ASK : site.operation());
    }
  }

  /** Turns these sites off, or on again; an operation in progress ends as it began. */
  public synchronized void retire(Collection<Site> some, boolean now) {
    for (Site site : some) {
      site.retire(now);
      if (site.correction() != null) {
        site.correct(operations, now ? null : site.correction());
      }
      setState(site);
    }
  }

  /** Removes sites for ever and frees their numbers; their counts stay in the sums. */
  public synchronized void forget(Collection<Site> some) {
    for (Site site : some) {
      suppressedBefore += site.suppressed();
      lostBefore += site.lost();
      Sites.remove(site);
    }
    sites.removeAll(Set.copyOf(some));
  }

  /** The bytes that the sites hold, with what names their methods. */
  synchronized long bytes() {
    return SITE_BYTES * sites.size();
  }

  synchronized void clear() {
    sites.clear();
  }

  /**
   * Holds every worker at the entry of its next outermost operation until {@link #resume}.
   *
   * <p>A worker that has just read its site's state but not yet begun is not held. So each thread
   * may begin one more operation after this returns, as soon as the machine runs its next few
   * instructions.
   */
  public synchronized void pause() {
    pauses.begin(System.nanoTime());
    gate.close();
    sites.forEach(this::setState);
  }

  /** Releases the workers; all that wait are woken before this returns. */
  public synchronized void resume() {
    // Before anybody goes on, who would find it going on.
    pauses.end(System.nanoTime());
    gate.open();
    sites.forEach(this::setState);
  }

  /** The number of workers that wait for {@link #resume} now. */
  public int waiting() {
    return gate.waiting();
  }

  /** Failures of the probe that were kept from the host, over all sites. */
  public synchronized long suppressed() {
    long all = suppressedBefore;
    for (Site site : sites) {
      all += site.suppressed();
    }
    return all;
  }

  /** Calls that may be missing because the host's stack or heap had no room for the probe. */
  public synchronized long lost() {
    long all = lostBefore;
    for (Site site : sites) {
      all += site.lost();
    }
    return all + Math.max(0, Probe.lostSomewhere() - lostSomewhereBefore);
  }
}
