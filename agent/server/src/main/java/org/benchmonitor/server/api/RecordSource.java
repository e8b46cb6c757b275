package org.benchmonitor.server.api;

import java.io.IOException;
import java.util.List;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.RecordQuery;
import org.benchmonitor.run.view.RunView;
import org.jspecify.annotations.Nullable;

/** What a server of recorded runs knows of the records, beside the runs. Any thread. */
public interface RecordSource {
  /**
   * The records, the newest first.
   *
   * @throws IOException if they cannot be listed
   */
  List<RecordEntry> list(RecordQuery query) throws IOException;

  /** What there is to tell of the record that a run was read from; null for any other run. */
  @Nullable RecordEntry entry(RunView run);

  /** What the user should know about such a run; a sentence each. */
  List<String> warnings(RunView run);

  /** The same runs, to be compared. */
  Comparing comparing();
}
