package org.benchmonitor.server.api;

import java.util.List;
import org.benchmonitor.setup.config.OperationSpec;

/** What requests may change of the agent's hold on its host; the server's threads call it. */
public interface Attachment {
  /**
   * Removes patterns and adds others, all or none; blocks until they have been applied.
   *
   * @param remove the texts of patterns
   * @param by who asked
   * @throws IllegalArgumentException naming the pattern that is wrong
   * @throws IllegalStateException if the monitor is leaving
   */
  void change(List<OperationSpec> add, List<String> remove, String by);

  /** The search for methods that may be operations. */
  Suggesting suggesting();

  /** Asks the monitor to leave the host, soon; the answer is written before that. */
  void detach(String by);
}
