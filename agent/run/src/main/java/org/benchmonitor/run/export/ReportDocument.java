package org.benchmonitor.run.export;

import java.util.List;
import org.benchmonitor.run.finding.Finding;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.threshold.Judgement;
import org.benchmonitor.run.view.RunView;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report, written at the end of a run: its writer, and each part as its endpoint returns it.
 */
public final class ReportDocument {
  /** The first member, which tells a file's writer. */
  public static final String WRITER = "writer";

  private static final int MOST_POINTS = 3_600;

  /** A report is written while the JVM ends; to look through as many takes some 0.2 s. */
  private static final long MOST_FIGURES = 30_000;

  private ReportDocument() {}

  /**
   * The report with all workers, all retained errors and at most an hour of seconds.
   *
   * @param writer who writes it; comes first, so that the beginning of the file tells it
   */
  public static ObjectNode of(RunView run, ServerState server, ObjectNode writer) {
    Snapshot snapshot = run.latest();
    ObjectNode node =
        of(
            writer,
            snapshot,
            StatusView.of(snapshot, run.host(), server),
            TimelineView.newest(run, MOST_POINTS, true),
            InstrumentationView.of(run.instrumentation()));
    return told(node, run, snapshot, Resting.NEVER);
  }

  /**
   * The parts that depend on no range and no operation, for a reader that has the run's frames
   * beside them: without the timeline, and without a writer.
   */
  public static ObjectNode figures(RunView run, ServerState server, Resting resting) {
    Snapshot snapshot = run.latest();
    ObjectNode node =
        figures(
            Json.object(),
            snapshot,
            StatusView.of(snapshot, run.host(), server),
            null,
            InstrumentationView.of(run.instrumentation()));
    return told(node, run, snapshot, resting);
  }

  /** Where there are no thresholds, or nothing stands out, no report says so. */
  private static ObjectNode told(ObjectNode node, RunView run, Snapshot snapshot, Resting resting) {
    Judgement judgement = run.judgement();
    if (!judgement.alerts().isEmpty()) {
      node.set("alerts", AlertsView.of(snapshot, judgement));
    }
    List<Finding> found = FindingsView.found(run, MOST_FIGURES, resting);
    if (!found.isEmpty()) {
      node.set("findings", FindingsView.of(snapshot.sequence(), found));
    }
    return node;
  }

  static ObjectNode of(
      ObjectNode writer,
      Snapshot snapshot,
      ObjectNode status,
      ObjectNode timeline,
      ObjectNode instrumentation) {
    ObjectNode node = Json.object();
    node.set(WRITER, writer);
    return figures(node, snapshot, status, timeline, instrumentation);
  }

  private static ObjectNode figures(
      ObjectNode node,
      Snapshot snapshot,
      ObjectNode status,
      @Nullable ObjectNode timeline,
      ObjectNode instrumentation) {
    node.set("status", status);
    node.set("metrics", MetricsView.of(snapshot));
    node.set("workers", WorkersView.of(snapshot, WorkersQuery.first(Integer.MAX_VALUE)));
    node.set("errors", ErrorsView.of(snapshot, Integer.MAX_VALUE));
    if (timeline != null) {
      node.set("timeline", timeline);
    }
    node.set("system", SystemView.of(snapshot));
    node.set("instrumentation", instrumentation);
    return node;
  }
}
