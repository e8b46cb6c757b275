package org.benchmonitor.run.model;

/**
 * Figures that are made when somebody asks for them; immutable, any thread.
 *
 * <p>The totals of a run change with each snapshot, but of most snapshots nobody reads them.
 * Whenever they are asked for, they are the same.
 */
public interface LateFigures {
  /** None at all. */
  LateFigures EMPTY = of(Figures.EMPTY);

  /** The figures; made by the first call. */
  Figures get();

  /** All calls, failed ones included, without making the figures. */
  long count();

  /** All failed calls, without making the figures. */
  long errors();

  /** The bytes that they hold, as if they had been made. */
  long bytes();

  /** Figures that are there already. */
  static LateFigures of(Figures known) {
    return new Known(known);
  }

  /** Figures that were made before. */
  record Known(Figures get) implements LateFigures {
    @Override
    public long count() {
      return get.count();
    }

    @Override
    public long errors() {
      return get.errors();
    }

    @Override
    public long bytes() {
      return ByteSizes.of(get);
    }
  }
}
