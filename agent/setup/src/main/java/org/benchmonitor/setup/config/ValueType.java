package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/** How the text of an option becomes its value. */
interface ValueType<T> {
  /** Returns the value of a text that is not empty, or null if it is not allowed; never throws. */
  @Nullable T parse(String text);

  /** What is allowed, as the end of "allowed is ...". */
  String allowed();

  /** What is wrong with a text that is not allowed; null if {@link #allowed} says it all. */
  default @Nullable String fault(String text) {
    return null;
  }

  /** Whether the text must not be shown. */
  default boolean isSecret() {
    return false;
  }
}
