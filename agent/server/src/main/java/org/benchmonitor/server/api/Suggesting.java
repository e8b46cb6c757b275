package org.benchmonitor.server.api;

import org.benchmonitor.run.model.SuggestionReport;

/** Searches the host for methods that may be operations; any thread. */
public interface Suggesting {
  /** Where the search is, or what the last one has found; costs nothing. */
  SuggestionReport report();

  /**
   * Begins a search, unless one goes on; returns at once.
   *
   * @param by who asked
   * @throws IllegalStateException saying why none can begin now
   */
  void begin(String by);
}
