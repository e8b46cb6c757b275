package org.benchmonitor.host.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.frame.FrameWriter;
import org.benchmonitor.run.frame.Marking;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.setup.log.AgentLog;
import org.benchmonitor.setup.registry.PrivateDirectory;
import org.benchmonitor.setup.registry.ProcessIdentity;
import org.benchmonitor.setup.registry.Processes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordPruningTest {
  private static final long OWN = 10;
  private static final long OTHER = 20;
  private static final long DEAD = 30;
  private static final String HERE = Processes.current().scope();

  private final AgentLog log = new AgentLog(LogLevel.INFO, InstantSource.system());
  private final Processes processes =
      pid ->
          pid == DEAD
              ? Optional.empty()
              : Optional.of(new ProcessIdentity(pid, "", 100 + pid, HERE));

  @TempDir private Path parent;

  private Path path;
  private PrivateDirectory directory;
  private int made;

  @BeforeEach
  void make() throws IOException {
    path = parent.resolve("runs");
    directory = PrivateDirectory.create(path);
  }

  private static RunHeader header(ProcessIdentity process) {
    HostFacts host =
        new HostFacts(
            "1", process.pid(), "", "", "", "", null, null, null, Duration.ofSeconds(1), true);
    return new RunHeader(
        "run",
        host,
        process.startAndScope(),
        2,
        List.of(),
        List.of(),
        Map.of("version", "1"),
        Map.of());
  }

  /** A file that is newer than those before. */
  private Path file(String name, ByteBuffer bytes) throws IOException {
    Path file = path.resolve(name);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(bytes);
    }
    made++;
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(made)));
    return file;
  }

  private Path record(String name, long pid, long started) throws IOException {
    return record(name, new ProcessIdentity(pid, "", started, HERE));
  }

  private Path record(String name, ProcessIdentity process) throws IOException {
    FrameWriter writer = new FrameWriter(header(process));
    writer.add(Snapshots.completed(), InstrumentationReport.EMPTY);
    writer.end(Snapshots.completed());
    return file(name, writer.frames());
  }

  private Path ofDead(String name) throws IOException {
    return record(name, DEAD, 130);
  }

  private RecordPruning pruning(int mostRuns, long mostBytesTogether) {
    RecordBounds bounds = new RecordBounds(100, mostRuns, mostBytesTogether, 0, 1);
    return new RecordPruning(bounds, processes, new ProcessIdentity(OWN, "", 100 + OWN, HERE), log);
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theOldestGoUntilThereIsRoomForOneMore() throws IOException {
    for (String name : List.of("c.bmr", "a.bmr", "d.bmr", "b.bmr")) {
      ofDead(name);
    }
    pruning(5, 1 << 20).prune(directory);
    assertThat(left()).hasSize(4);
    pruning(3, 1 << 20).prune(directory);
    assertThat(left()).containsExactly("b.bmr", "d.bmr");
    pruning(1, 1 << 20).prune(directory);
    assertThat(left()).isEmpty();
  }

  @Test
  void theOldestGoUntilTheirBytesAreFewEnough() throws IOException {
    long size = Files.size(ofDead("a.bmr"));
    ofDead("b.bmr");
    ofDead("c.bmr");
    pruning(50, 3 * size + 100).prune(directory);
    assertThat(left()).hasSize(3);
    // The new one may have 100.
    pruning(50, 3 * size + 99).prune(directory);
    assertThat(left()).containsExactly("b.bmr", "c.bmr");
  }

  @Test
  void whatIsKeptOrTaggedByCommandOrStillBeingWrittenStays() throws IOException {
    try (FileChannel kept =
        FileChannel.open(ofDead("kept.bmr"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      Marking.keep(kept, true);
    }
    try (FileChannel tagged =
        FileChannel.open(ofDead("tagged.bmr"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      Marking.tag(tagged, Map.of("a", "b"));
    }
    record("living.bmr", OTHER, 100 + OTHER);
    record("number-used-again.bmr", OTHER, 99);
    record("own-earlier-run.bmr", OWN, 100 + OWN);
    ofDead("dead.bmr");
    RecordPruning pruning = pruning(1, 1 << 20);
    pruning.prune(directory);
    pruning.prune(directory);

    assertThat(left()).containsExactly("kept.bmr", "living.bmr", "tagged.bmr");
    assertThat(log.entries(LogLevel.INFO, 10)).hasSize(1);
    assertThat(log.entries(LogLevel.INFO, 10).get(0).message()).contains("3", "record_keep");
  }

  /** Its number says nothing here. */
  @Test
  void whatAnotherContainerWroteAShortTimeAgoStays() throws IOException {
    ProcessIdentity elsewhere = new ProcessIdentity(DEAD, "", 130, "elsewhere");
    record("old.bmr", elsewhere);
    Path living = record("living.bmr", elsewhere);
    Files.setLastModifiedTime(living, FileTime.from(Instant.now().minusSeconds(60)));
    Path ended = record("ended.bmr", new ProcessIdentity(OTHER, "", 100 + OTHER, "elsewhere"));
    Files.setLastModifiedTime(ended, FileTime.from(Instant.now().minusSeconds(600)));
    pruning(1, 1 << 20).prune(directory);
    assertThat(left()).containsExactly("living.bmr");
  }

  @Test
  void whatIsNoRecordIsNeitherTouchedNorCounted() throws IOException {
    ByteBuffer text = ByteBuffer.wrap("a text".getBytes(StandardCharsets.UTF_8));
    file("notes.txt", text.duplicate());
    file("other.bmr", text.duplicate());
    file("empty.bmr", ByteBuffer.allocate(0));
    file("other.bmr.part", text.duplicate());
    Files.createDirectory(path.resolve("directory.bmr"));
    ofDead("a.bmr");
    ofDead("b.bmr");
    pruning(3, 1 << 20).prune(directory);
    assertThat(left()).contains("a.bmr", "b.bmr");
    pruning(1, 1 << 20).prune(directory);
    assertThat(left())
        .containsExactly("directory.bmr", "empty.bmr", "notes.txt", "other.bmr", "other.bmr.part");
  }

  @Test
  void whatAKilledWriterHasBegunBesideItsRecordGoes() throws IOException {
    record("dead.bmr.part", DEAD, 130);
    record("living.bmr.part", OTHER, 100 + OTHER);
    pruning(50, 1 << 20).prune(directory);
    assertThat(left()).containsExactly("living.bmr.part");
  }
}
