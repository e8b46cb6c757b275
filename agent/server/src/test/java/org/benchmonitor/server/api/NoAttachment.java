package org.benchmonitor.server.api;

import java.util.List;
import org.benchmonitor.run.model.SuggestionReport;
import org.benchmonitor.setup.config.OperationSpec;

/** For tests in which nothing is changed by it. */
public final class NoAttachment implements Attachment, Suggesting {
  @Override
  public void change(List<OperationSpec> add, List<String> remove, String by) {
    throw new AssertionError("not asked for");
  }

  @Override
  public Suggesting suggesting() {
    return this;
  }

  @Override
  public SuggestionReport report() {
    return SuggestionReport.NONE;
  }

  @Override
  public void begin(String by) {
    throw new AssertionError("not asked for");
  }

  @Override
  public void detach(String by) {
    throw new AssertionError("not asked for");
  }
}
