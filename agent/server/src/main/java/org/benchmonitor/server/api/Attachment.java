package org.benchmonitor.server.api;

import java.util.List;
import org.benchmonitor.setup.config.OperationSpec;

/** What requests may change of the agent's hold on its host; called by the server's threads. */
public interface Attachment {
  /**
   * Takes patterns away and adds others, all or none; returns when they have been applied.
   *
   * @param remove the texts of patterns
   * @param by who asked
   * @throws IllegalArgumentException naming the pattern that is wrong
   * @throws IllegalStateException if the monitor is leaving
   */
  void change(List<OperationSpec> add, List<String> remove, String by);

  /** Lets the monitor leave the host, soon: the answer is written before. */
  void detach(String by);
}
