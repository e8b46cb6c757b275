package org.benchmonitor;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.benchmonitor.config.OperationSpec;
import org.benchmonitor.instrument.Applied;
import org.benchmonitor.instrument.Instrumenter;
import org.benchmonitor.log.AgentLog;
import org.benchmonitor.server.api.Attachment;

/** Brings what requests ask of the agent's hold on its host to who does it; any thread. */
record HostAttachment(
    Instrumenter instrumenter,
    UnmatchedPatterns unmatched,
    Consumer<Applied> marked,
    Departure departure,
    AgentLog log)
    implements Attachment {
  @Override
  public void change(List<OperationSpec> add, List<String> remove, String by) {
    Applied applied = instrumenter.change(add, remove);
    unmatched.patternsChanged();
    List<String> added = add.stream().map(OperationSpec::pattern).toList();
    log.info("patterns changed", Map.of("add", added, "remove", remove, "by", by));
    marked.accept(applied);
  }

  @Override
  public void detach(String by) {
    departure.request(by);
  }
}
