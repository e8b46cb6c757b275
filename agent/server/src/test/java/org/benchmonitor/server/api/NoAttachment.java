package org.benchmonitor.server.api;

import java.util.List;
import org.benchmonitor.setup.config.OperationSpec;

/** For tests in which nothing is asked of it. */
public final class NoAttachment implements Attachment {
  @Override
  public void change(List<OperationSpec> add, List<String> remove, String by) {
    throw new AssertionError("not asked for");
  }

  @Override
  public void detach(String by) {
    throw new AssertionError("not asked for");
  }
}
