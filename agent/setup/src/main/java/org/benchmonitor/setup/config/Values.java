package org.benchmonitor.setup.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parsed values by option. */
final class Values {
  // By key: the hash code of a record is computed by an invokedynamic call site.
  private final Map<String, Object> given = new HashMap<>();

  <T> void put(Option<T> option, T value) {
    given.put(option.key(), value);
  }

  void remove(Option<?> option) {
    given.remove(option.key());
  }

  /** Sets all values of an option that may be given several times. */
  <T> void putAll(Option<T> option, List<T> values) {
    given.put(option.key(), List.copyOf(values));
  }

  /** All values of an option that may be given several times. */
  @SuppressWarnings("unchecked") // putAll has the same type parameter
  <T> List<T> all(Option<T> option) {
    Object values = given.get(option.key());
    return values == null ? List.of() : (List<T>) values;
  }

  /** The value given, or the default of an option that has one. */
  <T> T get(Option<T> option) {
    T value = value(option);
    return value == null ? Objects.requireNonNull(option.defaultValue(), option.key()) : value;
  }

  /** The value given, of an option without a default. */
  <T> Optional<T> find(Option<T> option) {
    return Optional.ofNullable(value(option));
  }

  @SuppressWarnings("unchecked") // put has the same type parameter
  private <T> @Nullable T value(Option<T> option) {
    return (T) given.get(option.key());
  }
}
