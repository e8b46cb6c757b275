package org.benchmonitor.run.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.frame.RunSummary;
import org.benchmonitor.run.frame.TestRecords;
import org.benchmonitor.run.model.RunStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  private static final String ID = "bench-20260118-153045-";

  @TempDir Path directory;

  private final Set<String> alive = new HashSet<>();
  private Records records;

  @BeforeEach
  void open() {
    records =
        new Records(directory, (pid, started, written) -> alive.contains(pid + " " + started));
  }

  private Path write(long pid, boolean ended) throws IOException {
    return Files.write(
        directory.resolve(ID + pid + Records.ENDING),
        TestRecords.file(
            TestRecords.header(pid, "s" + pid, "scenario " + pid, Map.of("version", "v" + pid)),
            TestRecords.snapshots(pid),
            ended));
  }

  private RecordEntry entry(Path file) {
    RecordEntry entry = records.entry(file);
    assertThat(entry.problem()).isEmpty();
    return entry;
  }

  private static RunSummary summary(RecordEntry entry) {
    return Objects.requireNonNull(entry.summary(), entry.problem());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatTheEndTellsIsWhatAllOfTheFileTells(long seed) throws IOException {
    Path file = write(seed, true);
    RunSummary whole = RunSummary.of(records.read(file));

    RunSummary quick;
    try (FileChannel channel = FileChannel.open(file)) {
      quick = RunSummary.atEnd(channel).orElseThrow();
    }

    assertThat(quick).usingRecursiveComparison().ignoringFields("run.phases").isEqualTo(whole);
    assertThat(quick.operations()).isPositive();
    assertThat(quick.p99Nanos()).isPositive();
  }

  @Test
  void aFileWithoutAnEndIsOfARunThatGoesOnIfItsProcessLives() throws IOException {
    Path file = write(7, false);
    alive.add("7 s7");
    RecordEntry going = entry(file);
    assertThat(going.running()).isTrue();
    assertThat(records.read(file).latest().run().status().isEnded()).isFalse();

    alive.clear();
    alive.add("7 another start");
    RecordEntry killed = entry(file);
    assertThat(killed.running()).isFalse();
    assertThat(killed.ended()).isEqualTo("failed: " + RecordedRun.KILLED);
    assertThat(summary(killed).run().status()).isEqualTo(RunStatus.FAILED);
    assertThat(summary(killed).operations()).isEqualTo(summary(going).operations()).isPositive();
    assertThat(records.read(file).latest().run().reason()).isEqualTo(RecordedRun.KILLED);
  }

  @Test
  void aFileOfAnotherKindIsListedWithTheReason() throws IOException {
    write(1, true);
    Files.writeString(directory.resolve("other.bmr"), "what is this, and why is it here?");
    Files.write(directory.resolve("empty.bmr"), new byte[0]);
    byte[] torn = Files.readAllBytes(write(2, false));
    Files.write(directory.resolve("torn.bmr"), Arrays.copyOf(torn, 400));
    Files.writeString(directory.resolve("notes.txt"), "no record");
    Files.createDirectory(directory.resolve("directory.bmr"));

    List<RecordEntry> all = records.newestFirst();

    assertThat(all)
        .extracting(RecordEntry::id)
        .containsExactlyInAnyOrder(ID + "1", ID + "2", "other", "empty", "torn");
    for (RecordEntry entry : all) {
      boolean isRun = entry.id().startsWith(ID);
      assertThat(entry.summary() != null).as(entry.id()).isEqualTo(isRun);
      assertThat(entry.ended().startsWith("unreadable: ")).as(entry.id()).isNotEqualTo(isRun);
      assertThat(RecordsView.of(entry).get("problem").isNull()).isEqualTo(isRun);
    }
  }

  @Test
  void eachPlaceWhereAFileMayBreakIsReadOrSaid() throws IOException {
    byte[] bytes = Files.readAllBytes(write(1, true));
    Path file = directory.resolve("broken.bmr");
    for (int at = 0; at < bytes.length; at += 97) {
      byte[] broken = bytes.clone();
      broken[at] ^= 0x21;
      Files.write(file, broken);
      RecordEntry flipped = records.entry(file);
      assertThat(flipped.summary() == null).isNotEqualTo(flipped.problem().isEmpty());
      Files.write(file, Arrays.copyOf(bytes, at));
      RecordEntry cut = records.entry(file);
      assertThat(cut.summary() == null).isNotEqualTo(cut.problem().isEmpty());
    }
  }

  @Test
  void theNewestComesFirst() throws IOException {
    write(1, true);
    Files.setLastModifiedTime(
        Files.writeString(directory.resolve("new.bmr"), "unreadable"),
        FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    Files.setLastModifiedTime(
        Files.writeString(directory.resolve("old.bmr"), "unreadable"),
        FileTime.from(Instant.parse("2000-01-01T00:00:00Z")));
    assertThat(records.newestFirst())
        .extracting(RecordEntry::id)
        .containsExactly("new", ID + "1", "old");
    assertThat(
            new Records(directory.resolve("none"), (pid, started, written) -> false).newestFirst())
        .isEmpty();
  }

  @Test
  void anIdentifierMayBeShortened() throws IOException {
    write(1, true);
    write(12, true);
    assertThat(records.ids(ID + "1")).containsExactly(ID + "1");
    assertThat(records.ids(ID + "12")).containsExactly(ID + "12");
    assertThat(records.ids("bench")).containsExactly(ID + "1", ID + "12");
    assertThat(records.ids("")).isEmpty();
    assertThat(records.ids("x")).isEmpty();
  }

  @Test
  void aRecordIsKeptTaggedAndDeleted() throws IOException {
    Path file = write(1, true);
    records.keep(entry(file), true);
    records.tag(entry(file), Map.of("branch", "main"));

    RunSummary after = summary(entry(file));
    assertThat(after.marking().kept()).isTrue();
    assertThat(after.marking().tagged()).isTrue();
    assertThat(after.header().tags()).isEqualTo(Map.of("branch", "main"));
    assertThat(after.ending()).isEqualTo(RecordedRun.Ending.WHOLE);

    records.delete(entry(file));
    assertThat(file).doesNotExist();
  }

  @Test
  void nothingIsChangedWhileItIsWritten() throws IOException {
    Path file = write(7, false);
    alive.add("7 s7");
    RecordEntry going = entry(file);
    byte[] before = Files.readAllBytes(file);
    for (ThrowingCallable change :
        List.<ThrowingCallable>of(
            () -> records.keep(going, true),
            () -> records.tag(going, Map.of("a", "b")),
            () -> records.delete(going))) {
      assertThatThrownBy(change).hasMessageContaining("is being written by process 7");
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);

    alive.clear();
    records.tag(entry(file), Map.of("a", "b"));
    assertThat(summary(entry(file)).header().tags()).isEqualTo(Map.of("a", "b"));
    assertThat(entry(file).ended()).isEqualTo("failed: killed");
  }

  @Test
  void recordsAreChosenByWordsTagsAndScenario() throws IOException {
    write(1, true);
    write(2, false);
    Files.writeString(directory.resolve("other.bmr"), "unreadable");
    assertThat(chosen(RecordQuery.ALL)).hasSize(3);
    assertThat(chosen(new RecordQuery(List.of("SCENARIO 1"), List.of(), null)))
        .containsExactly(ID + 1);
    assertThat(chosen(new RecordQuery(List.of("bench", "killed"), List.of(), null)))
        .containsExactly(ID + 2);
    assertThat(chosen(new RecordQuery(List.of("unread"), List.of(), null)))
        .containsExactly("other");
    assertThat(chosen(new RecordQuery(List.of(), List.of("version:v2"), null)))
        .containsExactly(ID + 2);
    assertThat(chosen(new RecordQuery(List.of(), List.of("version"), null)))
        .containsExactlyInAnyOrder(ID + 1, ID + 2);
    assertThat(chosen(new RecordQuery(List.of(), List.of("version:v"), null))).isEmpty();
    assertThat(chosen(new RecordQuery(List.of(), List.of(), "scenario 1"))).containsExactly(ID + 1);
    assertThat(chosen(new RecordQuery(List.of(), List.of(), "scenario"))).isEmpty();
  }

  private List<String> chosen(RecordQuery query) throws IOException {
    return records.newestFirst().stream().filter(query::matches).map(RecordEntry::id).toList();
  }
}
