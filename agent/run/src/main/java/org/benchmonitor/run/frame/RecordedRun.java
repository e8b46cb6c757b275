package org.benchmonitor.run.frame;

import java.util.List;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.RunView;

/**
 * A run that was read from frames. Immutable.
 *
 * @param header what the file begins with; its tags are those that were given last
 * @param instrumentation the last that was written
 * @param latest the last snapshot; its totals are those of all intervals
 * @param intervals in order, one or more
 * @param log in order
 * @param ending how the file ends
 * @param whole the bytes up to the end of the last frame that counts; more may be appended there
 * @param marking what was said of the file after its end
 */
public record RecordedRun(
    RunHeader header,
    InstrumentationReport instrumentation,
    Snapshot latest,
    List<Interval> intervals,
    List<LogEntry> log,
    Ending ending,
    long whole,
    Marking marking)
    implements RunView {
  /** The reason of a run whose writer was killed. */
  public static final String KILLED = "killed";

  /** The reason of a run whose file is damaged. */
  public static final String DAMAGED = "the record is damaged";

  /** How a file of frames ends. */
  public enum Ending {
    /** With a footer that agrees with all intervals. */
    WHOLE,
    /** Without one: the run goes on, or its JVM was killed. */
    OPEN,
    /** At a frame with a wrong sum, or at one that cannot be understood. */
    DAMAGED,
    /** With a footer that tells other sums than the intervals have: some were never written. */
    INCOMPLETE
  }

  /** The same as of a JVM that is no more: a run that has not ended has failed. */
  public RecordedRun ofDeadWriter() {
    RunState run = latest.run();
    if (run.status().isEnded()) {
      return this;
    }
    RunState failed =
        new RunState(
            run.id(),
            RunStatus.FAILED,
            run.start(),
            latest.interval().end(),
            run.elapsed(),
            run.paused(),
            ending == Ending.DAMAGED ? DAMAGED : KILLED,
            false,
            run.phases());
    Snapshot last =
        new Snapshot(
            latest.interval(),
            latest.lateTotals(),
            latest.lateWarmupTotals(),
            latest.workers(),
            latest.errors(),
            failed,
            latest.cost());
    return new RecordedRun(header, instrumentation, last, intervals, log, ending, whole, marking);
  }
}
