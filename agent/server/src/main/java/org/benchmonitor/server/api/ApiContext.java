package org.benchmonitor.server.api;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.export.InstrumentationView;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.export.SessionsView;
import org.benchmonitor.run.export.StatusView;
import org.benchmonitor.run.export.TimelineView;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.RecordsView;
import org.benchmonitor.run.threshold.Judgement;
import org.benchmonitor.run.view.FixedRun;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Runs;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.LargeAnswers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sources of all documents: the runs, and the JVM that serves them.
 *
 * @param records where the runs are recorded ones, null in a host
 */
public record ApiContext(
    Runs runs, ServingJvm jvm, LargeAnswers largeAnswers, @Nullable RecordSource records) {
  private static final int RECENT_POINTS = 300;

  public ApiContext(Runs runs, ServingJvm jvm) {
    this(runs, jvm, new LargeAnswers());
  }

  public ApiContext(Runs runs, ServingJvm jvm, LargeAnswers largeAnswers) {
    this(runs, jvm, largeAnswers, null);
  }

  /** That of recorded runs. */
  public ApiContext(Runs runs, ServingJvm jvm, RecordSource records) {
    this(runs, jvm, new LargeAnswers(), records);
  }

  /**
   * Refuses what can only be done to a run that goes on.
   *
   * @param what the run cannot be
   * @throws HttpError if the runs are recorded ones
   */
  void refuseIfRecorded(String what) {
    if (records != null) {
      throw new HttpError(
          409,
          "recorded",
          "this is the record of a run, which cannot be " + what,
          "ask the monitor of a JVM that runs");
    }
  }

  /** Answers of any size. */
  Answers answers() {
    return new Answers(largeAnswers);
  }

  /** The latest snapshot of the current run, or null before the first. */
  public @Nullable Snapshot latest() {
    return runs.current().map(RunView::latest).orElse(null);
  }

  /**
   * The run that a request is about.
   *
   * @param sessionId its identifier, or null for the current one
   * @throws HttpError if there is no run yet, or none of this identifier
   */
  RunView run(@Nullable String sessionId) {
    if (sessionId == null) {
      return runs.current()
          .orElseThrow(
              () ->
                  new HttpError(
                      503, "starting", "nothing has been measured yet", "ask again in a second"));
    }
    return runs.find(sessionId)
        .orElseThrow(
            () ->
                new HttpError(
                    404,
                    "no_such_session",
                    "session is '" + sessionId + "', there are " + ids(),
                    "GET /api/sessions; the last " + runs.most() + " runs are kept"));
  }

  private List<String> ids() {
    return runs.newestFirst().stream().map(RunView::id).toList();
  }

  /** The retained runs and the other JVMs. */
  ObjectNode sessionsView() {
    return SessionsView.of(
        runs.newestFirst().stream().map(RunView::latest).toList(), jvm.others().get());
  }

  /** The status of a snapshot of any run. */
  public ObjectNode status(Snapshot snapshot) {
    return status(runs.of(snapshot), snapshot);
  }

  /** The status of a snapshot of this run. */
  ObjectNode status(RunView run, Snapshot snapshot) {
    ServerState server = jvm.state().get();
    if (records == null) {
      return StatusView.of(snapshot, run.host(), server);
    }
    List<String> warnings = new ArrayList<>(server.warnings());
    warnings.addAll(records.warnings(run));
    ServerState told =
        new ServerState(
            server.connections(), server.streamClients(), server.streamDropped(), warnings);
    ObjectNode node = StatusView.of(snapshot, run.host().withoutControl(), told);
    RecordEntry entry = records.entry(run);
    if (entry != null) {
      node.set(StatusView.RECORDED, RecordsView.of(entry));
    }
    return node;
  }

  /** Where the thresholds of the run of a snapshot stand. */
  Judgement judgement(Snapshot snapshot) {
    return runs.of(snapshot).judgement();
  }

  /** What the patterns have matched. */
  ObjectNode instrumentationView() {
    return InstrumentationView.of(runs.instrumentation());
  }

  /**
   * The newest points, for a page that just opened: an hour is three megabytes, too much to wait
   * for. The page fetches earlier points itself.
   */
  ObjectNode recentTimeline(Snapshot snapshot) {
    return TimelineView.newest(FixedRun.of(runs.of(snapshot), snapshot), RECENT_POINTS, false);
  }
}
