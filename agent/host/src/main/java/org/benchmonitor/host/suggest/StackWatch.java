package org.benchmonitor.host.suggest;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.benchmonitor.host.sample.StackSource;
import org.benchmonitor.host.sample.StackSource.ThreadStack;

/**
 * Looks at stacks for five seconds, at a cost of no more than a hundredth of that time; one thread.
 * It looks up to three times as long where hardly a stack has a method of the host's: the threads
 * of an event loop are in the host's code for a small part of the time.
 *
 * <p>The cost is the time that the JVM stands still while it collects the stacks, and the CPU time
 * of this thread. What this thread waits for a processor is neither. A few looks are made all the
 * same where one alone costs more, as it does where more threads run than there are processors.
 */
final class StackWatch {
  static final long LENGTH_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LONGEST_NANOS = 3 * LENGTH_NANOS;

  /** So many stacks with a method of the host's are enough. */
  static final int FEWEST_STACKS = 20;

  static final int MOST_THREADS = 32;
  static final int DEEPEST = 64;

  /** The whole time, in which one part may be spent on looking. */
  private static final int PARTS = 100;

  /** So many are made whatever they cost: fewer would tell nothing. */
  private static final int FEWEST_LOOKS = 5;

  private static final int WARM_UPS = 10;
  private static final long SHORTEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final StackSource source;
  private final SearchTime time;
  private final FrameRules rules;
  private final StackTally tally;
  private final ThreadChoice choice;
  private long spentNanos;
  private long lastNanos;
  private long lengthNanos;
  private int looks;

  StackWatch(StackSource source, SearchTime time, FrameRules rules) {
    this.source = source;
    this.time = time;
    this.rules = rules;
    this.tally = new StackTally(rules, DEEPEST);
    this.choice = new ThreadChoice(source, MOST_THREADS);
  }

  /**
   * Looks for as long as it is meant to.
   *
   * @param isOver whether to end early
   * @param progress told how much of it is done, from 0 to 1
   */
  StackTally watch(BooleanSupplier isOver, DoubleConsumer progress) {
    warmUp();
    time.rest(TURN_NANOS);
    long start = time.nanos();
    long turn = start - TURN_NANOS;
    long[] chosen = new long[0];
    while (!isOver.getAsBoolean() && lengthNanos < endNanos()) {
      if (isAffordable() || isOwed()) {
        long costBefore = source.costNanos();
        long now = time.nanos();
        if (now - turn >= TURN_NANOS) {
          choice.look();
          chosen = choice.choose();
          turn = now;
        }
        look(chosen);
        spend(source.costNanos() - costBefore);
      }
      time.rest(restNanos(time.nanos() - start));
      lengthNanos = time.nanos() - start;
      progress.accept(Math.min(1, (double) lengthNanos / LENGTH_NANOS));
    }
    choice.look();
    return tally;
  }

  /**
   * Loads and links what a look needs, with this thread's stack: the first look would take many
   * times as long as the others, and few could follow.
   */
  private void warmUp() {
    choice.look();
    StackTally unread = new StackTally(rules, DEEPEST);
    for (int i = 0; i < WARM_UPS; i++) {
      source.own().forEach(unread::add);
    }
    unread.candidates(Set.of());
  }

  private void look(long[] chosen) {
    for (ThreadStack stack : source.stacks(chosen, DEEPEST)) {
      tally.add(stack);
    }
  }

  private void spend(long nanos) {
    spentNanos += nanos;
    lastNanos = nanos;
    looks++;
  }

  /** When it ends, as far as is known. */
  private long endNanos() {
    return lengthNanos >= LENGTH_NANOS && tally.stacks() < FEWEST_STACKS
        ? LONGEST_NANOS
        : LENGTH_NANOS;
  }

  /** Whether one more look, were it as long as the last, stays within the bound of all. */
  private boolean isAffordable() {
    return (spentNanos + lastNanos) * PARTS <= Math.max(LENGTH_NANOS, lengthNanos);
  }

  /** Whether it is one of the few that are made whatever they cost. */
  private boolean isOwed() {
    return looks < FEWEST_LOOKS && lengthNanos >= looks * LENGTH_NANOS / FEWEST_LOOKS;
  }

  /** Until as much time has passed as allows what was spent. */
  private long restNanos(long passed) {
    long due = spentNanos * PARTS;
    if (looks < FEWEST_LOOKS) {
      due = Math.min(due, looks * LENGTH_NANOS / FEWEST_LOOKS);
    }
    return Math.max(SHORTEST_REST_NANOS, Math.min(due, endNanos()) - passed);
  }

  /** What looking has cost, of the time that it went on, in percent. */
  double costPercent() {
    return lengthNanos <= 0 ? 0 : 100.0 * spentNanos / lengthNanos;
  }

  /** The threads that were alive at the end. */
  Set<Long> alive() {
    return choice.alive();
  }
}
