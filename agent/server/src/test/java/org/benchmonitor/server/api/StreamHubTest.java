package org.benchmonitor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.follow.Follower;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.RunNotes;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.server.http.StreamClient;
import org.benchmonitor.server.http.StreamMessage;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.Test;

/** What the clients are offered of the snapshots that the hub takes. */
class StreamHubTest {
  private final RetainedRuns runs = Snapshots.liveRuns();
  private int statesAsked;
  private final StreamHub hub =
      new StreamHub(
          new ApiContext(
              runs,
              new ServingJvm(
                  () -> {
                    statesAsked++;
                    return ServerState.NONE;
                  },
                  () -> Lifetime.NONE,
                  host -> new OtherJvm(1, "", ""),
                  List::of,
                  new AgentLog(LogLevel.INFO, InstantSource.system()),
                  (action, by) -> RunControl.Answer.DONE,
                  RunNotes.CLOSED,
                  new NoAttachment())));

  /** Remembers what it was offered. */
  private static final class Client implements StreamClient {
    private final List<String> types = new ArrayList<>();
    private boolean ended;

    @Override
    public void offer(List<StreamMessage> messages) {
      for (StreamMessage message : messages) {
        String event = new String(message.event(), StandardCharsets.UTF_8);
        types.add(event.lines().skip(1).findFirst().orElseThrow().substring("event: ".length()));
      }
    }

    @Override
    public void end() {
      ended = true;
    }
  }

  @Test
  void itNeverBlocksAndMaySkipBecauseItsMessagesAreCumulativeAndNumbered() {
    assertThat(hub.blocking()).isEqualTo(Follower.Blocking.NOTHING);
    assertThat(hub.whenFull()).isEqualTo(Follower.WhenFull.SKIP);
  }

  @Test
  void nothingIsMadeForNobody() {
    hub.take(Snapshots.running());
    assertThat(statesAsked).isZero();
  }

  @Test
  void aClientIsOfferedEachSnapshotTheChangesAndTheEnd() throws Exception {
    runs.onSnapshot(Snapshots.running());
    Client client = new Client();
    hub.opened(client);
    hub.take(Snapshots.running());
    hub.take(Snapshots.completed());
    hub.close();
    assertThat(client.types)
        .containsExactly(
            "hello",
            "metrics_update",
            "error_occurred",
            "metrics_update",
            "status_change",
            "error_occurred",
            "benchmark_completed");
    assertThat(client.ended).as("the server ends the streams").isFalse();
    hub.stop();
    assertThat(client.ended).isTrue();
  }

  @Test
  void whatNobodyWasSentIsNotHandedOverAndNoChangeLater() {
    assertThat(hub.wants(Snapshots.running())).isFalse();
    runs.onSnapshot(Snapshots.completed());
    assertThat(hub.wants(Snapshots.completed())).isFalse();
    Client client = new Client();
    hub.opened(client);
    Snapshot next = later(Snapshots.completed());
    assertThat(hub.wants(next)).isTrue();
    hub.take(next);
    assertThat(client.types).contains("metrics_update").doesNotContain("status_change");
    hub.closed(client);
    assertThat(hub.wants(later(next))).as("until then nobody is sent another hello").isFalse();
  }

  private static Snapshot later(Snapshot one) {
    Interval interval = one.interval();
    return new Snapshot(
        new Interval(
            one.sequence() + 1,
            interval.start(),
            interval.end(),
            interval.status(),
            interval.warmup(),
            interval.figures(),
            interval.errors(),
            interval.activeWorkers(),
            interval.inFlight(),
            interval.system(),
            interval.marks()),
        one.lateTotals(),
        one.lateWarmupTotals(),
        one.workers(),
        one.errors(),
        one.run(),
        one.cost());
  }
}
