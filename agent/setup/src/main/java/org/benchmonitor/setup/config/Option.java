package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/**
 * One row of the table of options.
 *
 * @param key its one name, in every source
 * @param defaultValue the value if none is given, or null if there is then none
 * @param defaultText the default as help shows it
 * @param isRepeatable whether one source may give it several times
 */
record Option<T>(
    String key,
    ValueType<T> type,
    @Nullable T defaultValue,
    String defaultText,
    boolean isRepeatable,
    String description) {
  // The table has each option once. The generated methods are invokedynamic call sites, which a
  // young JVM takes milliseconds to link.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }
}
