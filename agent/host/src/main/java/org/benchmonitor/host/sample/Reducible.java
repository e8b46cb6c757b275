package org.benchmonitor.host.sample;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Something that grows and can be told to hold less. Called under the sampler's lock. */
public interface Reducible {
  /** The bytes that it holds now, as estimated from the lengths of what it keeps. */
  long bytes();

  /**
   * Sets the most bytes that it may hold, from the next cut on; 0 for what it cannot do without.
   */
  void limitTo(long bytes);

  /** Whether it has given anything up because of its limit. */
  boolean isReduced();

  /** Something that is not of the sampling. */
  static Reducible of(LongSupplier bytes, LongConsumer limitTo, BooleanSupplier isReduced) {
    return new Reducible() {
      @Override
      public long bytes() {
        return bytes.getAsLong();
      }

      @Override
      public void limitTo(long most) {
        limitTo.accept(most);
      }

      @Override
      public boolean isReduced() {
        return isReduced.getAsBoolean();
      }
    };
  }
}
