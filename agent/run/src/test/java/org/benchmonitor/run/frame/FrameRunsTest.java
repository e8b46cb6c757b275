package org.benchmonitor.run.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.frame.RecordedRun.Ending;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.view.Selection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRunsTest {
  private static final RunHeader HEADER =
      new RunHeader(
          "bench-20260118-153045",
          Snapshots.HOST,
          "4711",
          2,
          List.of("com.acme.Worker#read", Snapshots.HOSTILE.replace('\ud800', ' ')),
          List.of("p99 of \"read\" < 50ms over 10s, stop"),
          Map.of("version", "1.2"),
          Map.of("cores", "2"));

  private static final InstrumentationReport MATCHED =
      new InstrumentationReport(
          List.of(
              new InstrumentationReport.Pattern(
                  "com.acme.Worker#read",
                  "read",
                  List.of(
                      new InstrumentationReport.Method(
                          "com.acme.Worker",
                          "read(int)",
                          1,
                          2,
                          3,
                          4,
                          6,
                          5,
                          60,
                          90,
                          List.of("note"))),
                  List.of(new InstrumentationReport.Failure("com.acme.Other", null, "no body")),
                  List.of("com.acme.Near")),
              new InstrumentationReport.Pattern(
                  "com.acme.Worker#write",
                  "write",
                  List.of(
                      new InstrumentationReport.Method(
                              "com.acme.Worker", "write(long)", 0, 0, 0, 0, 0, 0, 6, 9, List.of())
                          .withPlanned(7, 8)),
                  List.of(),
                  List.of(),
                  "intended=arg:0,intended.unit=ns")),
          1,
          true,
          List.of(
              new InstrumentationReport.Preset(
                  "acme",
                  "Acme",
                  true,
                  InstrumentationReport.PresetState.WITHDRAWN,
                  List.of("op=com.acme.Worker#read"),
                  List.of("a note"),
                  List.of("a reason"))));

  /** Half of a pair of surrogates cannot be written in UTF-8; the hostile name ends in one. */
  private static final RecursiveComparisonConfiguration WHOLE_TEXTS =
      RecursiveComparisonConfiguration.builder()
          .withEqualsForType((one, other) -> whole(one).equals(whole(other)), String.class)
          .build();

  private static String whole(@Nullable String text) {
    return String.valueOf(text).replace('\ud800', '\ufffd');
  }

  private static byte[] bytes(FrameWriter writer) {
    ByteBuffer frames = writer.frames();
    byte[] bytes = new byte[frames.remaining()];
    frames.get(bytes);
    writer.clear();
    return bytes;
  }

  static byte[] file(List<Snapshot> snapshots, boolean ended) {
    FrameWriter writer = new FrameWriter(HEADER);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(bytes(writer));
    for (Snapshot snapshot : snapshots) {
      writer.add(snapshot, MATCHED);
      file.writeBytes(bytes(writer));
    }
    if (ended) {
      writer.end(withTotalsOf(snapshots));
      file.writeBytes(bytes(writer));
    }
    return file.toByteArray();
  }

  /** The last one, with the totals that a run of these intervals has. */
  static Snapshot withTotalsOf(List<Snapshot> snapshots) {
    List<Figures> counted = new ArrayList<>();
    List<Figures> warmup = new ArrayList<>();
    for (Snapshot snapshot : snapshots) {
      Interval interval = snapshot.interval();
      (interval.warmup() ? warmup : counted).add(interval.figures());
    }
    Snapshot last = snapshots.get(snapshots.size() - 1);
    Merging merging = new Merging(2);
    return new Snapshot(
        last.interval(),
        merging.mergeFigures(counted, null),
        merging.mergeFigures(warmup, null),
        last.workers(),
        last.errors(),
        last.run(),
        last.cost());
  }

  private static RecordedRun read(byte[] file) throws BadFrame {
    return FrameReader.read(ByteBuffer.wrap(file));
  }

  private static void assertSame(Interval read, Interval written) {
    assertThat(read).usingRecursiveComparison().ignoringFields("lateFigures").isEqualTo(written);
    assertThat(read.lateFigures().count()).isEqualTo(written.lateFigures().count());
    assertThat(read.lateFigures().errors()).isEqualTo(written.lateFigures().errors());
    assertThat(read.figures())
        .usingRecursiveComparison(WHOLE_TEXTS)
        // Of all operations together, made by hand without the exact extremes.
        .ignoringFields("latency", "errorLatency")
        .isEqualTo(written.figures());
    Figures merged = new Merging(2).mergeFigures(List.of(read.figures()), null);
    assertThat(read.figures().latency()).isEqualTo(merged.latency());
    assertThat(read.figures().errorLatency()).isEqualTo(merged.errorLatency());
  }

  @Test
  void everythingOfASnapshotIsReadAgain() throws BadFrame {
    Snapshot written = Snapshots.completed();

    RecordedRun run = read(file(List.of(written), true));

    assertThat(run.header()).isEqualTo(HEADER);
    assertThat(run.instrumentation()).isEqualTo(MATCHED);
    assertThat(run.ending()).isEqualTo(Ending.WHOLE);
    assertSame(run.latest().interval(), written.interval());
    assertThat(run.latest().run()).isEqualTo(written.run());
    assertThat(run.latest().cost()).isEqualTo(written.cost());
    assertThat(run.latest().workers())
        .usingRecursiveComparison(WHOLE_TEXTS)
        .ignoringCollectionOrder()
        .isEqualTo(written.workers());
    assertThat(run.latest().errors())
        .usingRecursiveComparison(WHOLE_TEXTS)
        .ignoringFields("fresh", "names")
        .isEqualTo(written.errors());
  }

  @Test
  void theTimeBeforeTheFirstOperationIsNoTimeOfTheRun() throws BadFrame {
    Snapshot before = Snapshots.with(Snapshots.interval(1, RunStatus.STARTING));
    Snapshot first =
        Snapshots.with(
            Snapshots.interval(2, RunStatus.RUNNING, Snapshots.operation("read", 1, 1_000_000)));
    RecordedRun run = read(file(List.of(before, first), false));
    assertThat(run.intervals()).hasSize(2);
    assertThat(run.latest().totals().lengthNanos()).isEqualTo(1_000_000_000);
    assertThat(run.latest().totals().count()).isEqualTo(2);
  }

  @Test
  void whatAnOperationCostsIsWrittenWhenItIsMeasured() throws BadFrame {
    Snapshot measured =
        Snapshots.with(
            Snapshots.interval(2, RunStatus.RUNNING, Snapshots.operation("read", 1, 1_000_000)));
    Snapshot before =
        new Snapshot(
            Snapshots.interval(1, RunStatus.RUNNING, Snapshots.operation("read", 1, 1_000_000)),
            measured.lateTotals(),
            measured.lateWarmupTotals(),
            measured.workers(),
            measured.errors(),
            measured.run(),
            MonitorCost.NONE);

    RecordedRun killed = read(file(List.of(before, measured), false));

    assertThat(measured.cost().operation()).isNotNull();
    assertThat(killed.latest().cost()).isEqualTo(measured.cost());
  }

  private static void assertSameState(RecordedRun read, Snapshot written, boolean allRows) {
    Snapshot latest = read.latest();
    assertThat(latest.run()).isEqualTo(written.run());
    assertThat(latest.errors())
        .usingRecursiveComparison(WHOLE_TEXTS)
        .ignoringFields("fresh", "names")
        .isEqualTo(written.errors());
    for (Errors.Type type : written.errors().byType()) {
      assertThat(latest.errors().names().shown(type.type()))
          .isEqualTo(written.errors().names().shown(type.type()));
    }
    assertThat(latest.workers())
        .usingRecursiveComparison(WHOLE_TEXTS)
        .ignoringCollectionOrder()
        .ignoringFields(allRows ? new String[0] : new String[] {"listed"})
        .isEqualTo(written.workers());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void aRandomRunIsReadAsItWasWritten(long seed) throws BadFrame {
    List<Snapshot> written = RandomRun.of(seed);
    Snapshot last = written.get(written.size() - 1);

    RecordedRun run = read(file(written, seed % 2 == 0));

    assertThat(run.ending()).isEqualTo(seed % 2 == 0 ? Ending.WHOLE : Ending.OPEN);
    assertThat(run.intervals()).hasSameSizeAs(written);
    for (int i = 0; i < written.size(); i++) {
      assertSame(run.intervals().get(i), written.get(i).interval());
    }
    assertSameState(run, last, true);
    assertThat(run.latest().totals()).usingRecursiveComparison().isEqualTo(last.totals());
    assertThat(run.latest().warmupTotals())
        .usingRecursiveComparison()
        .isEqualTo(last.warmupTotals());
    assertThat(run.latest().lateTotals().count()).isEqualTo(last.lateTotals().count());
    assertThat(run.latest().lateTotals().operationCount())
        .isEqualTo(last.lateTotals().operationCount());
  }

  /** As after a disk that was full: the lost tick is missing, and the rest is right. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatFollowsOnALostTickIsReadAsItWas(long seed) throws BadFrame {
    List<Snapshot> written = RandomRun.of(seed);
    // The first one has all names for the first time.
    int lost = seed % 2 == 0 ? 0 : written.size() / 2;
    FrameWriter writer = new FrameWriter(HEADER);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(bytes(writer));
    for (int i = 0; i < written.size(); i++) {
      writer.add(written.get(i), MATCHED);
      if (i == lost) {
        writer.anew(false);
      } else {
        file.writeBytes(bytes(writer));
      }
    }
    Snapshot last = written.get(written.size() - 1);
    writer.end(last);
    file.writeBytes(bytes(writer));

    RecordedRun run = read(file.toByteArray());

    assertThat(run.intervals()).hasSize(written.size() - 1);
    if (lost < written.size() - 1) {
      assertSameState(run, last, true);
    }
    assertThat(run.ending())
        .isEqualTo(
            written.get(lost).interval().lateFigures().count() == 0
                ? Ending.WHOLE
                : Ending.INCOMPLETE);
  }

  /**
   * What a frame says may be wrong although its sum is right: then it is refused, and nothing that
   * was read fails later.
   */
  @Test
  void aPayloadThatIsWrongIsRefusedAndNothingElseFails() {
    byte[] file = file(RandomRun.of(7).subList(0, 2), false);
    SplittableRandom random = new SplittableRandom(42);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] wrong = withWrongPayload(file, random);
      try {
        RecordedRun run = read(wrong);
        for (Interval interval : run.intervals()) {
          assertThat(interval.figures().count()).isEqualTo(interval.lateFigures().count());
        }
        run.latest().totals();
        run.timeline(run.intervals(), Duration.ofSeconds(1), null, Resting.NEVER);
        run.heat(run.intervals(), null, 10, Resting.NEVER);
        run.range(Selection.upTo(Long.MAX_VALUE), null);
        read++;
      } catch (BadFrame refused) {
        assertThat(refused.getMessage()).isNotEmpty();
      }
    }
    assertThat(read).as("runs of which something could be read").isBetween(100, 20_000);
  }

  /** Changes a byte of a payload, and makes the sum right. */
  private static byte[] withWrongPayload(byte[] file, SplittableRandom random) {
    byte[] wrong = file.clone();
    ByteBuffer buffer = ByteBuffer.wrap(wrong);
    List<Integer> frames = new ArrayList<>();
    for (int at = 0;
        at < wrong.length;
        at += FrameBuffer.HEAD + buffer.getInt(at) + FrameBuffer.SUM) {
      frames.add(at);
    }
    int at = frames.get(random.nextInt(frames.size()));
    int length = FrameBuffer.HEAD + buffer.getInt(at);
    wrong[at + random.nextInt(FrameBuffer.HEAD - 1, length)] = (byte) random.nextInt(256);
    CRC32C sum = new CRC32C();
    sum.update(wrong, at, length);
    buffer.putInt(at + length, (int) sum.getValue());
    return wrong;
  }

  /** A shorter run, or the same: never a wrong figure, and never a failure. */
  @Test
  void aFlippedByteMakesTheRunShorterAtMost() throws BadFrame {
    List<Snapshot> written = RandomRun.of(7).subList(0, 2);
    byte[] file = file(written, true);
    List<Interval> whole = read(file).intervals();
    int shorter = 0;
    for (int at = 0; at < file.length; at++) {
      for (int flip : new int[] {1, 0xff}) {
        byte[] damaged = file.clone();
        damaged[at] ^= (byte) flip;
        RecordedRun run;
        try {
          run = read(damaged);
        } catch (BadFrame nothingLeft) {
          shorter++;
          continue;
        }
        assertThat(run.intervals().size()).isLessThanOrEqualTo(whole.size());
        for (int i = 0; i < run.intervals().size(); i++) {
          assertSame(run.intervals().get(i), whole.get(i));
        }
        // All that is said beside the intervals is of the same tick.
        assertSameState(run, written.get(run.intervals().size() - 1), false);
        assertThat(run.ending()).isNotEqualTo(Ending.INCOMPLETE);
        shorter += run.ending() == Ending.WHOLE ? 0 : 1;
      }
    }
    assertThat(shorter).as("every flip is noticed").isEqualTo(2 * file.length);
  }

  @Test
  void aFileThatIsCutAnywhereIsReadUpToThere() throws BadFrame {
    List<Snapshot> written = RandomRun.of(3);
    byte[] file = file(written, true);
    int most = 0;
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      try {
        RecordedRun run = read(cut);
        assertThat(run.intervals().size()).isGreaterThanOrEqualTo(most);
        most = run.intervals().size();
        RunState ended = run.ofDeadWriter().latest().run();
        if (most < written.size()) {
          assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
          assertThat(ended.reason()).isIn(RecordedRun.KILLED, RecordedRun.DAMAGED);
        } else {
          assertThat(ended).isEqualTo(written.get(most - 1).run());
        }
      } catch (BadFrame nothingYet) {
        assertThat(most).isZero();
      }
    }
    assertThat(most).isEqualTo(written.size());
  }

  @Test
  void aFrameOfALaterVersionIsSkipped() throws BadFrame {
    FrameBuffer later = new FrameBuffer();
    later.begin(200).text("what comes next").end();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(HEADER);
    file.writeBytes(bytes(writer));
    ByteBuffer frame = later.frames();
    byte[] unknown = new byte[frame.remaining()];
    frame.get(unknown);
    file.writeBytes(unknown);
    writer.add(Snapshots.completed(), MATCHED);
    writer.end(withTotalsOf(List.of(Snapshots.completed())));
    file.writeBytes(bytes(writer));

    assertThat(read(file.toByteArray()).ending()).isEqualTo(Ending.WHOLE);
  }

  @Test
  void entriesOfTheLogAreReadAgain() throws BadFrame {
    LogEntry entry =
        new LogEntry(
            Snapshots.START,
            LogLevel.WARN,
            "a warning",
            Map.of("text", "a", "number", 7L, "share", 0.5, "truth", true));
    FrameWriter writer = new FrameWriter(HEADER);
    writer.add(entry);
    writer.add(Snapshots.completed(), MATCHED);

    assertThat(read(bytes(writer)).log()).containsExactly(entry);
  }

  @Test
  void whatIsNoRecordIsRefusedWithTheReason() {
    assertThatThrownBy(() -> read("%PDF-1.4 and more".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(BadFrame.class)
        .hasMessage("it does not begin with the header of a recorded run");
    assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(BadFrame.class);
  }
}
