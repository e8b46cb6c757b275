package org.benchmonitor.run.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.frame.FrameCoarsener.Coarseness;
import org.benchmonitor.run.frame.RecordedRun.Ending;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCoarsenerTest {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final RunHeader HEADER =
      new RunHeader(
          "bench-20260118-153045",
          Snapshots.HOST,
          "4711",
          2,
          List.of(),
          List.of(),
          Map.of(),
          Map.of());

  private static RecordedRun read(byte[] file) throws BadFrame {
    return FrameReader.read(ByteBuffer.wrap(file));
  }

  private static byte[] taken(FrameWriter writer) {
    ByteBuffer frames = writer.frames();
    byte[] bytes = new byte[frames.remaining()];
    frames.get(bytes);
    writer.clear();
    return bytes;
  }

  private static void add(List<Snapshot> snapshots, FrameWriter writer, ByteArrayOutputStream to) {
    for (Snapshot snapshot : snapshots) {
      writer.add(snapshot, InstrumentationReport.EMPTY);
      to.writeBytes(taken(writer));
    }
  }

  private static byte[] file(List<Snapshot> snapshots) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    add(snapshots, new FrameWriter(HEADER), file);
    return file.toByteArray();
  }

  /** Takes the bytes in pieces of any length, as they may be read from a file. */
  private static byte[] coarser(byte[] file, FrameCoarsener coarsener, long seed) throws BadFrame {
    SplittableRandom random = new SplittableRandom(seed);
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    int from = 0;
    int to = 0;
    while (from < file.length) {
      to = Math.min(file.length, to + random.nextInt(1, 3_000));
      int most = random.nextInt(1, 20);
      int[] asked = {0};
      from += coarsener.take(ByteBuffer.wrap(file, from, to - from), () -> asked[0]++ < most);
      made.writeBytes(taken(coarsener.writer()));
    }
    coarsener.finish();
    made.writeBytes(taken(coarsener.writer()));
    return made.toByteArray();
  }

  private static byte[] coarser(byte[] file, long mostTicks, boolean across) throws BadFrame {
    return coarser(file, new FrameCoarsener(HEADER, new Coarseness(mostTicks, across, 0)), 1);
  }

  /** The ticks that each interval covers. */
  private static List<Long> ticks(byte[] file) throws BadFrame {
    List<Long> ticks = new ArrayList<>();
    FrameScanner scanner = new FrameScanner(ByteBuffer.wrap(file));
    while (scanner.next()) {
      if (scanner.type() == FrameType.INTERVAL) {
        FrameInput in = scanner.payload();
        in.count();
        ticks.add(in.count());
      }
    }
    return ticks;
  }

  private static long sum(List<Long> all) {
    return all.stream().mapToLong(Long::longValue).sum();
  }

  private static void assertTheSameButForIntervals(RecordedRun coarse, RecordedRun fine) {
    assertThat(coarse.header()).isEqualTo(fine.header());
    assertThat(coarse.latest().run()).isEqualTo(fine.latest().run());
    assertThat(coarse.latest().cost()).isEqualTo(fine.latest().cost());
    assertThat(coarse.latest().workers())
        .usingRecursiveComparison()
        .isEqualTo(fine.latest().workers());
    assertThat(coarse.latest().errors())
        .usingRecursiveComparison()
        .ignoringFields("recent", "notSampled")
        .isEqualTo(fine.latest().errors());
    assertThat(fine.latest().errors().recent()).containsAll(coarse.latest().errors().recent());
    assertSameFigures(coarse.latest().totals(), fine.latest().totals());
    assertSameFigures(coarse.latest().warmupTotals(), fine.latest().warmupTotals());
  }

  private static void assertSameFigures(Figures one, Figures other) {
    assertThat(one).usingRecursiveComparison().ignoringCollectionOrder().isEqualTo(other);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void aRunThatIsMadeCoarserAndGoesOnTellsTheSame(long seed) throws BadFrame {
    List<Snapshot> all = RandomRun.of(seed);
    int half = (all.size() + 1) / 2;
    byte[] before = file(all.subList(0, half));
    byte[] fine = file(all);

    FrameCoarsener coarsener = new FrameCoarsener(HEADER, new Coarseness(4, false, 0));
    byte[] merged = coarser(before, coarsener, seed);
    assertTheSameButForIntervals(read(merged), read(before));
    assertThat(sum(ticks(merged))).isEqualTo(sum(ticks(before)));
    assertThat(coarsener.taken()).isEqualTo(half);
    assertThat(coarsener.written()).isEqualTo(read(merged).intervals().size());

    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(merged);
    add(all.subList(half, all.size()), coarsener.writer(), whole);
    coarsener.writer().end(FrameRunsTest.withTotalsOf(all));
    whole.writeBytes(taken(coarsener.writer()));
    RecordedRun goneOn = read(whole.toByteArray());
    assertTheSameButForIntervals(goneOn, read(fine));
    assertThat(goneOn.ending()).isEqualTo(Ending.WHOLE);
    assertThat(ticks(whole.toByteArray())).hasSize(goneOn.intervals().size());
    assertThat(sum(ticks(whole.toByteArray()))).isEqualTo(sum(ticks(fine)));
  }

  private static Snapshot tick(long sequence, RunStatus status) {
    return Snapshots.with(
        Snapshots.interval(sequence, status, Snapshots.operation("read", 0, 1_000 + sequence)));
  }

  private static byte[] run(RunStatus... statuses) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (RunStatus status : statuses) {
      snapshots.add(tick(snapshots.size() + 1, status));
    }
    return file(snapshots);
  }

  private static RunStatus[] running(int ticks) {
    RunStatus[] all = new RunStatus[ticks];
    Arrays.fill(all, RunStatus.RUNNING);
    return all;
  }

  @Test
  void allIntervalsCoverTheSameTimeHoweverOftenTheyWereMerged() throws BadFrame {
    byte[] once = coarser(run(running(40)), 16, false);
    // At the end there is no time to merge.
    assertThat(ticks(once)).containsExactly(16L, 16L, 7L, 1L);
    byte[] finer = coarser(run(running(40)), 4, false);
    assertThat(ticks(finer)).hasSize(10).containsOnly(4L);
    assertThat(ticks(coarser(finer, 8, false))).containsExactly(8L, 8L, 8L, 8L, 4L, 4L);
    assertThat(ticks(coarser(finer, 16, false))).containsExactly(16L, 16L, 4L, 4L);

    Interval first = read(once).intervals().get(0);
    assertThat(first.start()).isEqualTo(Snapshots.START);
    assertThat(first.nanos()).isEqualTo(16_000_000_000L);
    assertThat(first.sequence()).isEqualTo(16);
    assertThat(first.figures().latency().count()).isEqualTo(16);
    assertThat(first.figures().latency().maxNanos()).isEqualTo(1_016);
  }

  @Test
  void intervalsOfTwoStatusesStayApartUnlessThereAreTooMany() throws BadFrame {
    byte[] file =
        run(
            RunStatus.WARMUP,
            RunStatus.WARMUP,
            RunStatus.RUNNING,
            RunStatus.PAUSED,
            RunStatus.RUNNING,
            RunStatus.RUNNING);
    assertThat(ticks(coarser(file, 8, false))).containsExactly(2L, 1L, 1L, 1L, 1L);
    assertThat(ticks(coarser(file, 8, true))).containsExactly(2L, 4L);
    assertThat(read(coarser(file, 8, true)).latest().warmupTotals().count()).isEqualTo(2);
  }

  /** A thousand of them at once would take the host's processor for too long. */
  @Test
  void betweenTwoOperationsItIsAskedWhetherThereIsTime() throws BadFrame {
    int operations = 50;
    List<Snapshot> snapshots = new ArrayList<>();
    for (int tick = 1; tick <= 4; tick++) {
      OperationFigures[] all = new OperationFigures[operations];
      for (int i = 0; i < operations; i++) {
        all[i] = Snapshots.operation("operation " + i, 1, 1_000L * tick, 2_000);
      }
      snapshots.add(Snapshots.with(Snapshots.interval(tick, RunStatus.RUNNING, all)));
    }
    byte[] file = file(snapshots);
    FrameCoarsener coarsener = new FrameCoarsener(HEADER, new Coarseness(4, false, 0));
    int from = 0;
    int steps = 0;
    while (from < file.length) {
      int[] asked = {0};
      from += coarsener.take(ByteBuffer.wrap(file, from, file.length - from), () -> asked[0]++ < 1);
      steps++;
    }
    int frames = 0;
    for (FrameScanner all = new FrameScanner(ByteBuffer.wrap(file)); all.next(); ) {
      frames++;
    }
    coarsener.finish();
    // Each interval has a step that puts it among the others.
    assertThat(steps).isEqualTo(frames + snapshots.size() + operations);
    RecordedRun read = read(taken(coarsener.writer()));
    assertThat(read.intervals()).hasSize(1);
    assertThat(read.latest().totals().operations()).hasSize(operations);
  }

  /** As it is where all there was came from the end of an earlier time. */
  @Test
  void severalIntervalsOfTheFirstTickAreTaken() throws BadFrame {
    byte[] once = coarser(run(running(3)), 8, false);
    assertThat(ticks(once)).containsExactly(1L, 1L, 1L);
    byte[] again = assertTimeoutPreemptively(LONGEST, () -> coarser(once, 1, false));
    assertThat(ticks(again)).containsExactly(1L, 1L, 1L);
    assertTheSameButForIntervals(read(again), read(once));
    assertThat(ticks(coarser(once, 2, false))).containsExactly(2L, 1L);
  }

  @Test
  void theOldestEntriesOfTheLogAreLeftOut() throws BadFrame {
    FrameWriter writer = new FrameWriter(HEADER);
    taken(writer);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(file(List.of(tick(1, RunStatus.RUNNING))));
    long bytes = 0;
    for (int i = 1; i <= 4; i++) {
      writer.add(new LogEntry(Instant.EPOCH, LogLevel.INFO, "entry " + i, Map.of()));
      byte[] entry = taken(writer);
      bytes += i <= 2 ? entry.length : 0;
      file.writeBytes(entry);
    }
    FrameCoarsener all = new FrameCoarsener(HEADER, new Coarseness(2, false, 0));
    assertThat(read(coarser(file.toByteArray(), all, 1)).log()).hasSize(4);
    FrameCoarsener some = new FrameCoarsener(HEADER, new Coarseness(2, false, bytes));
    assertThat(read(coarser(file.toByteArray(), some, 1)).log())
        .extracting(LogEntry::message)
        .containsExactly("entry 3", "entry 4");
  }

  @Test
  void aDamagedFrameIsNotPassedOver() {
    byte[] file = run(running(4));
    int middle = file.length / 2;
    file[middle] = (byte) (file[middle] ^ 1);
    assertThatThrownBy(() -> coarser(file, 2, false)).isInstanceOf(BadFrame.class);
  }
}
