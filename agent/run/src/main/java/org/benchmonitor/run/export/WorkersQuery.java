package org.benchmonitor.run.export;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.Predicate;
import org.benchmonitor.run.model.WorkerFigures;

/**
 * Which workers to list, and in which order.
 *
 * @param search part of the identifier, the thread's name or the current operation, in any case
 */
public record WorkersQuery(
    String search, Shown shown, Sort sort, boolean descending, int offset, int limit) {
  /** Which of the workers are shown. */
  public enum Shown {
    ANY,
    ACTIVE,
    IDLE,
    ENDED,
    STUCK;

    /** The name in the API. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The sort keys of workers. */
  public enum Sort {
    ID(Comparator.comparingLong(WorkerFigures::number)),
    NAME(Comparator.comparing(WorkerFigures::threadName)),
    OPERATIONS(Comparator.comparingLong(WorkerFigures::completed)),
    RATE(Comparator.comparingDouble(WorkerFigures::ratePerSecond)),
    AGE(Comparator.comparingLong(WorkerFigures::currentAgeNanos)),
    ERRORS(Comparator.comparingLong(WorkerFigures::failed));

    @SuppressWarnings("ImmutableEnumChecker") // comparators without state
    private final Comparator<WorkerFigures> order;

    Sort(Comparator<WorkerFigures> order) {
      this.order = order;
    }

    /** The name in the API. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The first {@code limit} of all workers. */
  public static WorkersQuery first(int limit) {
    return new WorkersQuery("", Shown.ANY, Sort.ID, false, 0, limit);
  }

  /** Whether it leaves out none and orders them as a snapshot lists those that are alive. */
  boolean isForAllByNumber() {
    return search.isEmpty() && shown == Shown.ANY && sort == Sort.ID && !descending;
  }

  /** The order; ended workers come last, whatever the sort key. */
  Comparator<WorkerFigures> order() {
    Comparator<WorkerFigures> chosen = descending ? sort.order.reversed() : sort.order;
    return Comparator.comparing(
            (WorkerFigures worker) -> worker.state() == WorkerFigures.State.ENDED)
        .thenComparing(chosen)
        .thenComparingLong(WorkerFigures::number);
  }

  /** Whether a worker is to be listed. */
  boolean matches(WorkerFigures worker, Predicate<WorkerFigures> stuck) {
    boolean isShown =
        switch (shown) {
          case ANY -> true;
          case ACTIVE -> worker.state() == WorkerFigures.State.ACTIVE;
          case IDLE -> worker.state() == WorkerFigures.State.IDLE;
          case ENDED -> worker.state() == WorkerFigures.State.ENDED;
          case STUCK -> stuck.test(worker);
        };
    return isShown && (search.isEmpty() || isFound(worker));
  }

  private boolean isFound(WorkerFigures worker) {
    String part = search.toLowerCase(Locale.ROOT);
    String operation = worker.currentOperation();
    return worker.id().contains(part)
        || worker.threadName().toLowerCase(Locale.ROOT).contains(part)
        || (operation != null && operation.toLowerCase(Locale.ROOT).contains(part));
  }
}
