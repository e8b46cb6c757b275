package org.benchmonitor.run.imports;

import java.io.IOException;

/** A log does not say what its values are, or says something else than was given. */
public final class UnitUnknown extends IOException {
  private static final long serialVersionUID = 1L;

  UnitUnknown(String message) {
    super(message);
  }
}
