package org.benchmonitor.run.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may be said of a metric of the new runs beside the base. */
public enum Verdict {
  BETTER("better"),
  /** No change that matters; never that there is none. */
  SAME("same"),
  WORSE("worse"),
  INCONCLUSIVE("inconclusive"),
  NO_DATA("no data");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** The name for people and in documents. */
  public String text() {
    return text;
  }

  /** The one with a name, whose blank an option may write as a hyphen. */
  public static Optional<Verdict> named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.text.equals(name.replace('-', ' ')))
        .findFirst();
  }

  /** Those of a difference that is not known. */
  public static List<Verdict> unknown() {
    return List.of(INCONCLUSIVE, NO_DATA);
  }
}
