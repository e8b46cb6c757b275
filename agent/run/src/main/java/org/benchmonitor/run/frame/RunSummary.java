package org.benchmonitor.run.frame;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;

/**
 * What a list of recorded runs tells of one. That of a run which ended stands at the beginning and
 * at the end of its file, so the rest need not be read.
 *
 * @param header with the tags that were given last
 * @param run without its phases
 * @param operations all calls without those of the warm-up
 * @param errors the failed ones of them
 * @param p50Nanos of the successful ones of them; 0 without any, as the two that follow
 * @param marking what was said of the record after its end
 * @param ending how the file ends, as far as was read
 */
public record RunSummary(
    RunHeader header,
    RunState run,
    long operations,
    long errors,
    long p50Nanos,
    long p99Nanos,
    long maxNanos,
    Marking marking,
    RecordedRun.Ending ending) {

  /** That of a run which was read. */
  public static RunSummary of(RecordedRun run) {
    Latency latency = run.latest().totals().latency();
    return new RunSummary(
        run.header(),
        run.latest().run(),
        run.latest().lateTotals().count(),
        run.latest().lateTotals().errors(),
        latency.p50Nanos(),
        latency.p99Nanos(),
        latency.maxNanos(),
        run.marking(),
        run.ending());
  }

  /**
   * Reads the beginning and the end of a file.
   *
   * @return empty if the run has not ended, or its file was not written to its end: then all of it
   *     must be read
   * @throws IOException if it does not begin with the header of a recorded run, or cannot be read
   */
  public static Optional<RunSummary> atEnd(SeekableByteChannel file) throws IOException {
    return FileEnd.read(file);
  }
}
