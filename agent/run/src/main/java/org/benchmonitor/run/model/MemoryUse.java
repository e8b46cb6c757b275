package org.benchmonitor.run.model;

import java.util.List;

/**
 * What the agent holds of all that grows with operations, workers, errors and time.
 *
 * @param limitBytes the most that all parts together may hold
 * @param parts what each part holds, by name
 * @param givenUp what was given up to stay below the limit, in the order of giving up
 */
public record MemoryUse(long limitBytes, List<Part> parts, List<GivenUp> givenUp) {
  public static final MemoryUse NONE = new MemoryUse(0, List.of(), List.of());

  public MemoryUse {
    parts = List.copyOf(parts);
    givenUp = List.copyOf(givenUp);
  }

  /** What all parts hold together, in bytes. */
  public long heldBytes() {
    long held = 0;
    for (Part part : parts) {
      held += part.bytes();
    }
    return held;
  }

  /** One part and the bytes that it holds, as estimated. */
  public record Part(String name, long bytes) {}

  /** What is given up to stay below the limit, first things first. The counts never are. */
  public enum GivenUp {
    /** Some workers share cells that others would have for themselves. */
    LEASES("leases"),
    /** Intervals are merged earlier, or not kept at all. */
    TIMELINE("timeline"),
    /** Fewer errors are kept one by one. */
    RECENT_ERRORS("recent_errors"),
    /** Fewer workers are listed one by one. */
    WORKERS("workers"),
    /** New names of operations are counted as "other". */
    NAMES("names");

    private final String text;

    GivenUp(String text) {
      this.text = text;
    }

    /** The name in the API. */
    public String text() {
      return text;
    }
  }
}
