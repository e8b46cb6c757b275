package org.benchmonitor.host;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.benchmonitor.host.instrument.Instrumenter;
import org.benchmonitor.host.instrument.RetransformationResult;
import org.benchmonitor.server.api.Attachment;
import org.benchmonitor.server.api.Suggesting;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.log.AgentLog;

/** Carries out the requests that change the agent's hold on its host; any thread. */
record HostAttachment(
    Instrumenter instrumenter,
    UnmatchedPatterns unmatched,
    Consumer<RetransformationResult> marked,
    Suggesting suggesting,
    ShutdownRequest shutdown,
    AgentLog log)
    implements Attachment {
  @Override
  public void change(List<OperationSpec> add, List<String> remove, String by) {
    RetransformationResult applied = instrumenter.change(add, remove);
    if (!add.isEmpty()) {
      instrumenter.withdrawClients();
    }
    unmatched.patternsChanged();
    List<String> added = add.stream().map(OperationSpec::pattern).toList();
    log.info("patterns changed", Map.of("add", added, "remove", remove, "by", by));
    marked.accept(applied);
  }

  @Override
  public void detach(String by) {
    shutdown.request(by);
  }
}
