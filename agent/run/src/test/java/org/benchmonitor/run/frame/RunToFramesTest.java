package org.benchmonitor.run.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.benchmonitor.run.export.Pieces;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.run.view.FixedRun;
import org.benchmonitor.run.view.RunView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunToFramesTest {
  private static final RunHeader HEADER = RunHeader.of(Snapshots.HOST, 2);

  private static RunView live(List<Snapshot> snapshots, Duration retention) {
    RetainedRuns runs = new RetainedRuns(HEADER, () -> InstrumentationReport.EMPTY, retention);
    snapshots.forEach(runs::onSnapshot);
    return runs.current().orElseThrow();
  }

  private static RecordedRun read(RunView run, long since) throws IOException, BadFrame {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Pieces pieces = new Pieces(file, new Pace(nanos -> {}));
    new RunToFrames(run, run.latest()).write(since, pieces);
    pieces.flush();
    return FrameReader.read(ByteBuffer.wrap(file.toByteArray()));
  }

  /** Seconds from 1 on. */
  private static List<Snapshot> seconds(int count) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(
            i ->
                Snapshots.with(
                    Snapshots.interval(
                        i,
                        RunStatus.RUNNING,
                        Snapshots.operation("read", 1, i * 1_000_000, i * 70_000))))
        .toList();
  }

  private static List<Long> sequences(List<Interval> intervals) {
    return intervals.stream().map(Interval::sequence).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aLiveRunIsReadAsItIs(long seed) throws IOException, BadFrame {
    List<Snapshot> snapshots = RandomRun.of(seed);
    Snapshot last = snapshots.get(snapshots.size() - 1);
    RunView live = live(snapshots, Duration.ofHours(1));

    RecordedRun read = read(live, 0);

    assertThat(read.header()).isEqualTo(HEADER.ofSession(live.id()));
    assertThat(sequences(read.intervals())).isEqualTo(sequences(live.intervals()));
    for (int i = 0; i < snapshots.size(); i++) {
      assertThat(read.intervals().get(i).figures())
          .usingRecursiveComparison()
          .ignoringFields("latency", "errorLatency")
          .isEqualTo(snapshots.get(i).interval().figures());
    }
    assertThat(read.latest().run()).usingRecursiveComparison().isEqualTo(last.run());
    assertThat(read.latest().errors().byType())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrderElementsOf(last.errors().byType());
    assertThat(read.latest().workers()).usingRecursiveComparison().isEqualTo(last.workers());
    assertThat(read.ending())
        .isEqualTo(
            last.run().status().isEnded() ? RecordedRun.Ending.WHOLE : RecordedRun.Ending.OPEN);
  }

  @Test
  void whatIsNewIsOnlyWhatIsBehindTheNumber() throws IOException, BadFrame {
    RunView live = live(seconds(20), Duration.ofHours(1));

    assertThat(sequences(read(live, 17).intervals())).containsExactly(18L, 19L, 20L);
    assertThat(new RunToFrames(live, live.latest()).endOfStraddling(17)).isEmpty();
  }

  @Test
  void theLogThatIsKeptWithARunComesWithAllOfIt() throws IOException, BadFrame {
    RecordedRun plain = read(live(seconds(2), Duration.ofHours(1)), 0);
    LogEntry entry = new LogEntry(Snapshots.START, LogLevel.WARN, "full", Map.of());
    RecordedRun kept =
        new RecordedRun(
            plain.header(),
            plain.instrumentation(),
            plain.latest(),
            plain.intervals(),
            List.of(entry),
            plain.ending(),
            plain.whole(),
            plain.marking());
    assertThat(plain.log()).isEmpty();
    assertThat(read(FixedRun.of(kept, kept.latest()), 0).log()).containsExactly(entry);
    assertThat(read(kept, 1).log()).isEmpty();
  }

  @Test
  void partsAndTheRestAreTheWhole() throws IOException, BadFrame {
    List<Snapshot> all = seconds(20);
    List<Interval> parts = new ArrayList<>();
    parts.addAll(read(live(all.subList(0, 8), Duration.ofHours(1)), 0).intervals());
    parts.addAll(read(live(all, Duration.ofHours(1)), 8).intervals());

    assertThat(new Merging(2).mergeFigures(Merging.figures(parts), null))
        .usingRecursiveComparison()
        .isEqualTo(
            new Merging(2)
                .mergeFigures(
                    Merging.figures(all.stream().map(Snapshot::interval).toList()), null));
  }

  @Test
  void theMiddleOfAMergedIntervalIsSaid() throws IOException, BadFrame {
    List<Snapshot> all = seconds(40);
    RunView live = live(all, Duration.ofSeconds(5));
    Interval merged = live.intervals().get(0);
    assertThat(merged.sequence()).isGreaterThan(1);
    RunToFrames frames = new RunToFrames(live, live.latest());

    assertThat(frames.endOfStraddling(merged.sequence() - 1)).hasValue(merged.sequence());
    assertThat(frames.endOfStraddling(1)).hasValue(merged.sequence());
    assertThat(frames.endOfStraddling(0)).isEmpty();
    assertThat(frames.endOfStraddling(merged.sequence())).isEmpty();
    assertThat(frames.endOfStraddling(40)).isEmpty();
    assertThat(read(live, 0).latest().totals().count())
        .isEqualTo(all.stream().mapToLong(one -> one.interval().figures().count()).sum());
  }
}
