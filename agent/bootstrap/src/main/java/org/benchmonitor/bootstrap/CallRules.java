package org.benchmonitor.bootstrap;

import java.util.function.LongConsumer;

/**
 * What the rules of one method ask the values of its calls: a key, a condition, a duration. Runs on
 * the host's threads, never under a lock of the probe; may call the host's methods and throw what
 * those throw.
 *
 * <p>Values are those that the rules begin with, in the order in which the advice passes them.
 */
public interface CallRules {
  /** The number of the key's parts. */
  int parts();

  /** One part of the key, from 0. */
  Object part(int index, Object[] values);

  /** The only part of a key, from the value that its path begins with. */
  Object part(Object value);

  /** Whether the call is an end. */
  boolean applies(Object[] values);

  /** Null for a success, else the failure: a {@code Throwable}, or a {@code String} to call it. */
  Object failure(Object[] values);

  /** The same where both the condition and the failure begin with one value. */
  Object failure(Object value);

  /** Hands over each duration in nanoseconds; may be negative. */
  void durations(Object[] values, LongConsumer each);
}
