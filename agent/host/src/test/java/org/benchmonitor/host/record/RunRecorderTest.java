package org.benchmonitor.host.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.frame.FrameReader;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.frame.RecordedRun.Ending;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.Workers;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunRecorderTest {
  private final AgentLog log = new AgentLog(LogLevel.INFO, InstantSource.system());
  private final Merging merging = new Merging(2);

  private final Matched instrumentation = new Matched();

  @TempDir private Path home;

  /** Counts how often it is asked for a report. */
  private static final class Matched implements RunRecorder.Instrumentation {
    private final List<InstrumentationReport.Pattern> patterns = new ArrayList<>();
    private int asked;

    void add(String pattern) {
      patterns.add(
          new InstrumentationReport.Pattern(pattern, "*", List.of(), List.of(), List.of()));
    }

    @Override
    public long state() {
      return patterns.size();
    }

    @Override
    public InstrumentationReport report() {
      asked++;
      return new InstrumentationReport(List.copyOf(patterns), 0, true);
    }
  }

  private Figures totals = Figures.EMPTY;
  private int room = Integer.MAX_VALUE;
  private long free = Long.MAX_VALUE;
  private long now;

  /** What each look at the clock takes. */
  private long step;

  private Path directory() {
    return home.resolve(".bench-monitor").resolve("runs");
  }

  private RunRecorder recorder(RecordFiles files) {
    return recorder(files, bounds(64 << 20));
  }

  private static RecordBounds bounds(long mostBytes) {
    return new RecordBounds(mostBytes, 50, 1L << 30, 0, 1L << 30);
  }

  private RunRecorder recorder(RecordFiles files, RecordBounds bounds) {
    return new RunRecorder(
        files,
        bounds,
        run -> new RunHeader(run, Snapshots.HOST, "", 2, List.of(), List.of(), Map.of(), Map.of()),
        instrumentation,
        merging,
        () -> now += step,
        log);
  }

  private RecordPlace place() {
    return place(Map.of(), false);
  }

  private RecordPlace place(Map<String, String> environment, boolean sync) {
    return RecordPlace.of(
        Optional.empty(), environment, home.toString(), sync, bounds(64 << 20), log);
  }

  /** A disk that has so much room as said, and may have no room for a file beside another. */
  private final class Disk implements RecordFiles {
    private final RecordFiles files = place();
    private boolean refusesBeside;

    @Override
    public Slot make(String name) throws IOException {
      Slot slot = files.make(name);
      SeekableByteChannel channel = onSmallDisk(slot.channel());
      return new Slot() {
        @Override
        public SeekableByteChannel channel() {
          return channel;
        }

        @Override
        public SeekableByteChannel reading() throws IOException {
          return slot.reading();
        }

        @Override
        public SeekableByteChannel beside() throws IOException {
          if (refusesBeside) {
            throw new IOException("Read-only file system");
          }
          return slot.beside();
        }

        @Override
        public void replace() throws IOException {
          slot.replace();
        }

        @Override
        public void dropBeside() {
          slot.dropBeside();
        }
      };
    }

    @Override
    public long free() {
      return free;
    }

    @Override
    public String toString() {
      return files.toString();
    }
  }

  /** A tick of a second with so many calls; its totals are those of all ticks so far. */
  private Snapshot tick(long sequence, RunStatus status, long... nanos) {
    Interval interval =
        Snapshots.interval(sequence, RunStatus.RUNNING, Snapshots.operation("read", 0, nanos));
    totals = merging.mergeFigures(List.of(totals, interval.figures()), null);
    Snapshot known = status.isEnded() ? Snapshots.completed() : Snapshots.running();
    return new Snapshot(
        interval, totals, Figures.EMPTY, Workers.NONE, known.errors(), known.run(), known.cost());
  }

  private List<Path> records() throws IOException {
    if (!Files.exists(directory())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory())) {
      return files.sorted().toList();
    }
  }

  private RecordedRun only() throws IOException {
    assertThat(records()).hasSize(1);
    return FrameReader.read(ByteBuffer.wrap(Files.readAllBytes(records().get(0))));
  }

  @Test
  void eachTickIsInTheFileAsSoonAsItIsTaken() throws IOException {
    RunRecorder recorder = recorder(place());
    recorder.take(tick(1, RunStatus.RUNNING, 15_000, 16_000));
    assertThat(only().latest().lateTotals().count()).isEqualTo(2);
    recorder.take(tick(2, RunStatus.RUNNING, 17_000));

    RecordedRun killed = only().ofDeadWriter();
    assertThat(killed.intervals()).hasSize(2);
    assertThat(killed.latest().totals().count()).isEqualTo(3);
    assertThat(killed.latest().run().reason()).isEqualTo(RecordedRun.KILLED);

    recorder.take(tick(3, RunStatus.COMPLETED, 18_000));

    assertThat(only().ending()).isEqualTo(Ending.WHOLE);
    assertThat(only().latest().run().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(only().latest().totals()).usingRecursiveComparison().isEqualTo(totals);
  }

  @Test
  void onlyTheUserCanReadIt() throws IOException {
    RunRecorder recorder = recorder(place());
    recorder.take(tick(1, RunStatus.RUNNING, 15_000));
    recorder.close();

    Path record = records().get(0);
    assertThat(record.getFileName()).hasToString("bench-20260118-153045-1.bmr");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(record)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
        .isEqualTo("rwx------");
  }

  @Test
  void aRunWithoutAnOperationLeavesNothing() throws IOException {
    RunRecorder recorder = recorder(place());
    recorder.take(tick(1, RunStatus.RUNNING));
    recorder.take(tick(2, RunStatus.COMPLETED));
    recorder.close();

    assertThat(records()).isEmpty();
  }

  @Test
  void beforeTheFirstOperationItWantsNothing() {
    RunRecorder recorder = recorder(place());
    assertThat(recorder.needsThreadAtOnce()).isFalse();
    Snapshot before = tick(1, RunStatus.RUNNING);
    assertThat(before.isEmpty()).isTrue();
    assertThat(recorder.wants(before)).isFalse();
    assertThat(recorder.wants(tick(2, RunStatus.RUNNING, 15_000))).isTrue();
    assertThat(recorder.wants(tick(3, RunStatus.RUNNING))).isTrue();
  }

  @Test
  void twoProcessesOfOneNumberAndRunHaveAFileEach() throws IOException {
    recorder(place()).take(tick(1, RunStatus.RUNNING, 15_000));
    recorder(place()).take(tick(1, RunStatus.RUNNING, 15_000));

    assertThat(records().stream().map(file -> file.getFileName().toString()))
        .containsExactly("bench-20260118-153045-1-2.bmr", "bench-20260118-153045-1.bmr");
  }

  /** A file on a disk that has so many bytes left; what does not fit is written in part. */
  private SeekableByteChannel onSmallDisk(SeekableByteChannel file) {
    return new SeekableByteChannel() {
      @Override
      public int write(ByteBuffer bytes) throws IOException {
        int some = Math.min(room, bytes.remaining());
        if (some == 0) {
          throw new IOException("No space left on device");
        }
        room -= some;
        ByteBuffer part = bytes.slice(bytes.position(), some);
        bytes.position(bytes.position() + some);
        return file.write(part);
      }

      @Override
      public int read(ByteBuffer into) throws IOException {
        return file.read(into);
      }

      @Override
      public long position() throws IOException {
        return file.position();
      }

      @Override
      public SeekableByteChannel position(long to) throws IOException {
        file.position(to);
        return this;
      }

      @Override
      public long size() throws IOException {
        return file.size();
      }

      @Override
      public SeekableByteChannel truncate(long size) throws IOException {
        file.truncate(size);
        return this;
      }

      @Override
      public boolean isOpen() {
        return file.isOpen();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  @Test
  void aDiskThatWasFullCostsResolutionAndNoCall() throws IOException {
    RunRecorder recorder = recorder(new Disk());
    room = 100;
    recorder.take(tick(1, RunStatus.RUNNING, 15_000));
    room = Integer.MAX_VALUE;
    recorder.take(tick(2, RunStatus.RUNNING, 16_000));
    assertThat(only().intervals()).hasSize(1);
    room = 200;
    recorder.take(tick(3, RunStatus.RUNNING, 17_000));
    recorder.take(tick(4, RunStatus.RUNNING, 18_000));
    assertThat(only().latest().lateTotals().count()).as("as before the disk was full").isEqualTo(2);
    room = Integer.MAX_VALUE;
    recorder.take(tick(5, RunStatus.COMPLETED, 19_000));

    RecordedRun run = only();
    assertThat(run.ending()).isEqualTo(Ending.WHOLE);
    assertThat(run.intervals()).hasSize(2);
    assertThat(run.latest().totals()).usingRecursiveComparison().isEqualTo(totals);
    List<String> said =
        log.entries(LogLevel.INFO, 100).stream().map(entry -> entry.message()).toList();
    assertThat(said.stream().filter(text -> text.startsWith("the run cannot be recorded")))
        .hasSize(2)
        .allMatch(text -> text.contains("No space left on device"));
    assertThat(said.stream().filter(text -> text.equals("the run is recorded again"))).hasSize(2);
  }

  @Test
  void aPlaceThatCannotBeIsSaidOnceAndTriedAgain() throws IOException {
    Files.createFile(home.resolve(".bench-monitor"));
    RunRecorder recorder = recorder(place());
    recorder.take(tick(1, RunStatus.RUNNING, 15_000));
    recorder.take(tick(2, RunStatus.RUNNING, 16_000));
    Files.delete(home.resolve(".bench-monitor"));
    recorder.take(tick(3, RunStatus.COMPLETED, 17_000));

    assertThat(only().latest().totals()).usingRecursiveComparison().isEqualTo(totals);
    assertThat(only().ending()).isEqualTo(Ending.WHOLE);
  }

  @Test
  void theLogIsInTheRecordEachEntryOnce() throws IOException {
    log.info("before the first operation");
    RunRecorder recorder = recorder(place());
    recorder.take(tick(1, RunStatus.RUNNING, 15_000));
    log.warn("slow client", Map.of("port", 4711));
    recorder.take(tick(2, RunStatus.RUNNING, 16_000));
    recorder.take(tick(3, RunStatus.COMPLETED, 17_000));

    assertThat(only().log())
        .extracting(LogEntry::message)
        .containsExactly("before the first operation", "slow client");
    assertThat(only().log().get(1).context()).containsEntry("port", 4711L);
    assertThat(only().ending()).isEqualTo(Ending.WHOLE);
  }

  @Test
  void aLogThatSaysMuchIsCut() throws IOException {
    for (int i = 1; i <= 300; i++) {
      log.info("entry " + i);
    }
    recorder(place()).take(tick(1, RunStatus.COMPLETED, 15_000));

    assertThat(only().log()).extracting(LogEntry::message).hasSize(100).endsWith("entry 300");
  }

  /** It is worked out for each request of the page, and takes long where nothing has matched. */
  @Test
  void whatIsMatchedIsAskedForWhenThereIsMoreAndOnceInAMinute() throws IOException {
    instrumentation.add("A#a");
    RunRecorder recorder = recorder(place());
    for (int i = 1; i <= 59; i++) {
      recorder.take(tick(i, RunStatus.RUNNING, 15_000));
    }
    assertThat(instrumentation.asked).isOne();
    instrumentation.add("B#b");
    recorder.take(tick(60, RunStatus.RUNNING, 15_000));
    assertThat(instrumentation.asked).isEqualTo(2);
    assertThat(only().instrumentation().patterns()).hasSize(2);
    recorder.take(tick(61, RunStatus.RUNNING, 15_000));
    recorder.take(tick(62, RunStatus.RUNNING, 15_000));
    assertThat(instrumentation.asked).isEqualTo(3);
    recorder.take(tick(63, RunStatus.COMPLETED, 15_000));
    assertThat(instrumentation.asked).isEqualTo(4);
  }

  /** The flags of an open file of this process, as open(2) has them; empty if it is not open. */
  private static Optional<Integer> flags(Path file) throws IOException {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path one : open) {
        if (Files.exists(one) && Files.isSameFile(one, file)) {
          return Files.readAllLines(Path.of("/proc/self/fdinfo", one.getFileName().toString()))
              .stream()
              .filter(line -> line.startsWith("flags:"))
              .map(line -> Integer.parseInt(line.substring("flags:".length()).strip(), 8))
              .findFirst();
        }
      }
    }
    return Optional.empty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @EnabledOnOs(OS.LINUX)
  void aTickIsForcedToTheDiskWhereThatIsAskedFor(boolean sync) throws IOException {
    RunRecorder recorder = recorder(place(Map.of(), sync));
    recorder.take(tick(1, RunStatus.RUNNING, 15_000));

    int dsync = 0010000;
    assertThat(flags(records().get(0)).map(flags -> flags & dsync)).contains(sync ? dsync : 0);
    recorder.close();
  }

  @Test
  void theStateDirectoryComesBeforeTheHome() throws IOException {
    Path state = home.resolve("state");
    RecordPlace place = place(Map.of("XDG_STATE_HOME", state.toString()), false);
    recorder(place).take(tick(1, RunStatus.RUNNING, 15_000));

    Path record =
        state.resolve("bench-monitor").resolve("runs").resolve("bench-20260118-153045-1.bmr");
    try (FileChannel file = FileChannel.open(record)) {
      assertThat(file.size()).isPositive();
    }
    assertThat(records()).isEmpty();
  }

  private List<String> said() {
    return log.entries(LogLevel.INFO, 1000).stream().map(LogEntry::message).toList();
  }

  @Test
  void aHomeThatDoesNotExistIsNotMade() throws IOException {
    Path missing = home.resolve("missing");
    RunRecorder recorder =
        recorder(
            RecordPlace.of(
                Optional.empty(), Map.of(), missing.toString(), false, bounds(64 << 20), log));
    recorder.take(tick(1, RunStatus.RUNNING, 15_000));
    recorder.take(tick(2, RunStatus.COMPLETED, 16_000));
    recorder.close();

    assertThat(missing).doesNotExist();
    assertThat(said()).hasSize(1);
    assertThat(said().get(0)).contains("the home directory " + missing + " does not exist");
  }

  @Test
  void whereThereIsNoHomeThereIsNoRecord() {
    RunRecorder recorder =
        recorder(RecordPlace.of(Optional.empty(), Map.of(), "?", false, bounds(64 << 20), log));
    recorder.take(tick(1, RunStatus.RUNNING, 15_000));
    recorder.take(tick(2, RunStatus.COMPLETED, 16_000));

    assertThat(said()).hasSize(1);
    assertThat(said().get(0)).contains("there is no home directory");
  }

  @Test
  void someOfTheDiskIsLeftToOthers() throws IOException {
    RunRecorder recorder =
        recorder(new Disk(), new RecordBounds(64 << 20, 50, 1L << 30, 1L << 30, 1L << 30));
    free = (1L << 30) + 100;
    recorder.take(tick(1, RunStatus.RUNNING, 15_000));
    free = 1L << 40;
    recorder.take(tick(2, RunStatus.RUNNING, 16_000));
    assertThat(only().intervals()).hasSize(1);
    assertThat(recorder.warnings()).isEmpty();
    free = 1023L << 20;
    recorder.take(tick(3, RunStatus.RUNNING, 17_000));
    recorder.take(tick(4, RunStatus.RUNNING, 18_000));
    assertThat(recorder.warnings()).hasSize(1);
    assertThat(recorder.warnings().get(0)).contains("1023 MB", "1024 MB", directory().toString());
    assertThat(only().intervals()).hasSize(1);
    free = 1L << 40;
    recorder.take(tick(5, RunStatus.COMPLETED, 19_000));

    assertThat(recorder.warnings()).isEmpty();
    assertThat(only().ending()).isEqualTo(Ending.WHOLE);
    assertThat(only().intervals()).hasSize(2);
    assertThat(only().latest().totals()).usingRecursiveComparison().isEqualTo(totals);
    assertThat(said().stream().filter(text -> text.startsWith("the run cannot be recorded")))
        .hasSize(2);
  }

  @Test
  void ticksThatAreTooMuchForTheDiskAreMerged() throws IOException {
    RunRecorder recorder = recorder(place(), new RecordBounds(64 << 20, 50, 1L << 30, 0, 100));
    for (int i = 1; i <= 100; i++) {
      recorder.take(tick(i, RunStatus.RUNNING, 15_000 + i));
      now += 1_000_000_000;
    }
    long bytes = Files.size(records().get(0));
    assertThat(bytes).isGreaterThan(5_000).isLessThan(11_500);
    assertThat(recorder.warnings()).isEmpty();
    recorder.take(tick(101, RunStatus.COMPLETED, 15_000));

    assertThat(only().ending()).isEqualTo(Ending.WHOLE);
    assertThat(only().intervals()).hasSizeBetween(5, 50);
    assertThat(only().latest().totals()).usingRecursiveComparison().isEqualTo(totals);
    assertThat(said()).isEmpty();
  }

  /** Each of these is what a JVM that is killed there leaves. */
  private void assertWholeUpTo(int ticks) throws IOException {
    Path record = records().get(0);
    RecordedRun run = FrameReader.read(ByteBuffer.wrap(Files.readAllBytes(record)));
    assertThat(run.latest().interval().sequence()).isEqualTo(ticks);
    assertThat(run.latest().lateTotals().count()).isEqualTo(ticks);
    assertThat(run.ending()).isEqualTo(Ending.OPEN);
  }

  @Test
  void aLongRunIsMergedInStepsAndStaysWithinItsBound() throws IOException {
    long most = 60_000;
    step = 1_000_000;
    RunRecorder recorder = recorder(place(), bounds(most));
    boolean wasBeside = false;
    long largest = 0;
    int rewritten = 0;
    long before = 0;
    for (int i = 1; i <= 1_500; i++) {
      recorder.take(tick(i, RunStatus.RUNNING, 15_000 + 10L * i));
      assertWholeUpTo(i);
      boolean isBeside = records().size() == 2;
      wasBeside |= isBeside;
      long size = Files.size(records().get(0));
      largest = Math.max(largest, size);
      rewritten += size < before ? 1 : 0;
      before = size;
    }
    recorder.take(tick(1_501, RunStatus.COMPLETED, 15_000));

    assertThat(wasBeside).as("steps").isTrue();
    // While it is merged, which takes a third as many ticks as it has here, it grows.
    assertThat(largest).isGreaterThan(most / 4 * 3).isLessThan(most / 4 * 5);
    assertThat(rewritten).isBetween(3, 100);
    RecordedRun run = only();
    assertThat(run.ending()).isEqualTo(Ending.WHOLE);
    assertThat(run.latest().totals()).usingRecursiveComparison().isEqualTo(totals);
    // Older ones alike, the newest as they were.
    long first = run.intervals().get(0).sequence();
    assertThat(Long.bitCount(first)).isOne();
    assertThat(run.intervals().get(1).sequence()).isEqualTo(2 * first);
    int last = run.intervals().size() - 1;
    assertThat(run.intervals().get(last).sequence() - run.intervals().get(last - 1).sequence())
        .isOne();
  }

  @Test
  void aRunThatEndsWhileItIsMergedIsWhole() throws IOException {
    step = 2_000_000;
    RunRecorder recorder = recorder(place(), bounds(60_000));
    int ticks = 0;
    while (records().size() < 2) {
      ticks++;
      recorder.take(tick(ticks, RunStatus.RUNNING, 15_000));
    }
    recorder.take(tick(ticks + 1, RunStatus.COMPLETED, 15_000));

    assertThat(only().ending()).isEqualTo(Ending.WHOLE);
    assertThat(only().intervals()).hasSize(ticks + 1);
    assertThat(only().latest().totals()).usingRecursiveComparison().isEqualTo(totals);
  }

  /** Who began to read the file that was replaced reads it to its end; then its bytes go. */
  @Test
  void aFileThatWasReplacedStaysForThoseWhoReadIt() throws IOException {
    RunRecorder recorder = recorder(place(), bounds(60_000));
    recorder.take(tick(1, RunStatus.RUNNING, 15_000));
    try (FileChannel reading = FileChannel.open(records().get(0))) {
      int ticks = 1;
      long before = 0;
      long size = Files.size(records().get(0));
      while (size >= before) {
        before = size;
        ticks++;
        recorder.take(tick(ticks, RunStatus.RUNNING, 15_000));
        size = Files.size(records().get(0));
      }
      now += 29_000_000_000L;
      recorder.take(tick(ticks + 1, RunStatus.RUNNING, 15_000));
      assertThat(reading.size()).isGreaterThanOrEqualTo(before);
      now += 1_000_000_000L;
      recorder.take(tick(ticks + 2, RunStatus.RUNNING, 15_000));
      assertThat(reading.size()).isZero();
      assertWholeUpTo(ticks + 2);
    }
  }

  @Test
  void aRunThatCannotBeMergedIsRecordedUpToTwiceItsBound() throws IOException {
    Disk disk = new Disk();
    disk.refusesBeside = true;
    RunRecorder recorder = recorder(disk, bounds(30_000));
    for (int i = 1; i <= 300; i++) {
      recorder.take(tick(i, RunStatus.RUNNING, 15_000));
    }
    long size = Files.size(records().get(0));
    assertThat(size).isGreaterThan(59_000).isLessThanOrEqualTo(60_000);
    assertThat(recorder.warnings().get(0)).contains("30000 are allowed");
    recorder.take(tick(301, RunStatus.COMPLETED, 15_000));

    assertThat(only().ending()).isEqualTo(Ending.WHOLE);
    assertThat(only().latest().totals()).usingRecursiveComparison().isEqualTo(totals);
    assertThat(said().stream().filter(text -> text.contains("beyond its bound"))).hasSize(1);
    assertThat(said().stream().filter(text -> text.contains("cannot be recorded"))).hasSize(1);
  }
}
