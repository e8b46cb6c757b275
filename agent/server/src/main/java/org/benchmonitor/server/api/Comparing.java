package org.benchmonitor.server.api;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.run.compare.MeasuredRun;

/** Where the recorded runs come from that are compared. Any thread. */
public interface Comparing {
  /**
   * A run by the identifier of its record, named by it; empty if there is none.
   *
   * @throws IOException if it cannot be read
   */
  Optional<MeasuredRun> measured(String id) throws IOException;

  /**
   * Further runs of the base's version that are like it.
   *
   * @throws IOException if they cannot be read
   */
  List<MeasuredRun> history(List<MeasuredRun> base, List<MeasuredRun> fresh) throws IOException;

  /**
   * The last runs of a run's scenario, that one included.
   *
   * @throws IOException if they cannot be listed
   */
  List<MeasuredRun> ofScenario(MeasuredRun about, int most) throws IOException;
}
