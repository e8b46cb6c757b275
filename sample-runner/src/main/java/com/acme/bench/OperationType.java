package com.acme.bench;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The operations of the mix, in the order in which they are reported. */
enum OperationType {
  CREATE,
  READ,
  UPDATE,
  DELETE;

  static Optional<OperationType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.toString().equals(name)).findFirst();
  }

  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
