package com.acme.bench;

import java.util.Locale;

/** How the program ends after a run that went well. */
enum End {
  RETURN,
  EXIT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
