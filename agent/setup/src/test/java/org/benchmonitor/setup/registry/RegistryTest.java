package org.benchmonitor.setup.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.setup.config.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {
  private static final String HERE = "boot-1 pid:[1]";

  private final Map<Long, ProcessIdentity> alive = new HashMap<>();
  private @TempDir Path parent;
  private Path directory;
  private Registry registry;

  @BeforeEach
  void open() {
    directory = parent.resolve("registry");
    registry = in(directory);
  }

  private Registry in(Path... places) {
    return new Registry(
        () -> List.of(places), pid -> Optional.ofNullable(alive.get(pid)), () -> HERE);
  }

  private static ProcessIdentity process(long pid, long ticks) {
    return new ProcessIdentity(pid, "2026-01-01T00:00:00Z", ticks, HERE);
  }

  private static RegistryEntry entry(ProcessIdentity process) {
    return new RegistryEntry(
        process,
        "http://localhost:9090/",
        new Secret("secret-of-this-start"),
        false,
        "com.acme.Main",
        "25.0.1",
        "1.0");
  }

  private RegistryEntry write(long pid) throws IOException {
    ProcessIdentity process = process(pid, pid * 10);
    alive.put(pid, process);
    RegistryEntry entry = entry(process);
    registry.write(entry);
    return entry;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void whatIsWrittenIsListedByProcess() throws IOException {
    RegistryEntry later = write(20);
    RegistryEntry first = write(7);
    assertThat(registry.list()).containsExactly(first, later);
    assertThat(registry.find(20)).contains(later);
    assertThat(registry.find(21)).isEmpty();
  }

  @Test
  void onlyTheUserReadsIt() throws IOException {
    write(7);
    assertThat(mode(directory)).isEqualTo("rwx------");
    assertThat(mode(directory.resolve("7.json"))).isEqualTo("rw-------");
    assertThat(files()).containsExactly("7.json");
  }

  @Test
  void anEntryIsReplacedByTheNextOfItsProcess() throws IOException {
    ProcessIdentity process = write(7).process();
    RegistryEntry moved =
        new RegistryEntry(process, "http://localhost:9191/", new Secret("x"), true, "m", "17", "1");
    registry.write(moved);
    assertThat(registry.list()).containsExactly(moved);
  }

  @Test
  void theEntryOfAnEndedProcessIsRemovedByWhoeverLists() throws IOException {
    write(7);
    registry.writeFile("7.html", new byte[0]);
    RegistryEntry living = write(8);
    alive.remove(7L);
    assertThat(registry.list()).containsExactly(living);
    assertThat(files()).containsExactly("8.json");
  }

  @Test
  void theEntryOfAProcessWhoseNumberWasGivenAgainIsRemoved() throws IOException {
    write(7);
    alive.put(7L, process(7, 71));
    assertThat(registry.list()).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void withoutTicksTheWallClockTells() {
    ProcessIdentity noTicks = new ProcessIdentity(7, "2026-01-01T00:00:00Z", -1, HERE);
    assertThat(noTicks.isSameAs(process(7, 3))).isTrue();
    assertThat(noTicks.isSameAs(new ProcessIdentity(7, "", 3, HERE)))
        .as("nothing tells them apart")
        .isTrue();
    assertThat(noTicks.isSameAs(new ProcessIdentity(7, "2026-01-01T00:00:01Z", 3, HERE))).isFalse();
    assertThat(process(7, 3).isSameAs(new ProcessIdentity(7, "set back", 3, HERE))).isTrue();
  }

  @Test
  void anEntryOfAnotherMachineOrContainerIsLeftAloneForAWeek() throws IOException {
    registry.write(entry(new ProcessIdentity(7, "", 70, "boot-2 pid:[1]")));
    assertThat(registry.list()).isEmpty();
    assertThat(files()).containsExactly("7.json");
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(8)));
    Files.setLastModifiedTime(directory.resolve("7.json"), longAgo);
    assertThat(registry.list()).isEmpty();
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"pid\":8}",
        "{\"pid\":9,\"url\":\"http://localhost:1/\",\"token\":\"t\"}",
        "{\"pid\":8,\"url\":\"file:///etc/passwd\",\"token\":\"t\"}",
        "{\"pid\":\"8\",\"url\":\"http://localhost:1/\",\"token\":\"t\"}",
        "{\"pid\":8,\"url\":[],\"token\":{}}"
      })
  void aDamagedEntryIsPassedOverWhileItsProcessLives(String text) throws IOException {
    RegistryEntry whole = write(7);
    alive.put(8L, process(8, 80));
    Files.writeString(directory.resolve("8.json"), text);
    assertThat(registry.list()).containsExactly(whole);
    assertThat(files()).contains("8.json");
    alive.remove(8L);
    assertThat(registry.list()).containsExactly(whole);
    assertThat(files()).containsExactly("7.json");
  }

  @Test
  void aFileTooLargeToBeAnEntryIsPassedOver() throws IOException {
    RegistryEntry whole = write(7);
    alive.put(8L, process(8, 80));
    Files.write(directory.resolve("8.json"), new byte[1 << 20]);
    assertThat(registry.list()).containsExactly(whole);
  }

  @Test
  void otherFilesAreNotTouched() throws IOException {
    write(7);
    for (String name : List.of("7x.json", "x.json", "99999999999999999999.json", "7.txt")) {
      Files.writeString(directory.resolve(name), "");
    }
    alive.clear();
    assertThat(registry.list()).isEmpty();
    assertThat(files()).hasSize(4);
  }

  @Test
  void aLinkInPlaceOfAnEntryIsNotFollowed() throws IOException {
    write(7);
    Path elsewhere = parent.resolve("elsewhere.json");
    Files.move(directory.resolve("7.json"), elsewhere);
    Files.createSymbolicLink(directory.resolve("7.json"), elsewhere);
    assertThat(registry.list()).isEmpty();
    registry.write(entry(process(7, 70)));
    assertThat(Files.isSymbolicLink(directory.resolve("7.json"))).isFalse();
  }

  @Test
  void aLinkInPlaceOfTheDirectoryIsRefused() throws IOException {
    Path target = Files.createDirectory(parent.resolve("target"));
    Files.createSymbolicLink(directory, target);
    assertThatThrownBy(() -> write(7)).hasMessageContaining("link").isInstanceOf(IOException.class);
    assertThat(registry.list()).isEmpty();
    assertThat(target).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
  void aDirectoryThatOthersWriteIsRefused(String mode) throws IOException {
    RegistryEntry entry = write(7);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
    assertThatThrownBy(() -> registry.write(entry)).hasMessageContaining("written by others");
    assertThat(registry.list()).isEmpty();
  }

  @Test
  void aDirectoryWhoseParentAllMayWriteIsRefusedUnlessItIsSticky() throws IOException {
    RegistryEntry entry = write(7);
    Files.setAttribute(parent, "unix:mode", 0777);
    assertThatThrownBy(() -> registry.write(entry)).hasMessageContaining("in which it lies");
    Files.setAttribute(parent, "unix:mode", 01777);
    assertThat(registry.list()).hasSize(1);
  }

  @Test
  void theNextPlaceIsTakenWhereTheFirstCannotBeUsed() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    registry = in(file.resolve("below"), directory);
    RegistryEntry entry = write(7);
    assertThat(registry.list()).containsExactly(entry);
    assertThat(files()).containsExactly("7.json");
  }

  @Test
  void withoutAnyPlaceItSaysSoAndListsNothing() {
    Registry nowhere = in();
    assertThatThrownBy(() -> nowhere.write(entry(process(7, 70))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("home");
    assertThat(nowhere.list()).isEmpty();
    nowhere.remove(7);
  }

  @Test
  void removingTakesTheEntryAndItsPage() throws IOException {
    write(7);
    registry.writeFile("7.html", new byte[0]);
    registry.remove(7);
    registry.remove(7);
    assertThat(files()).isEmpty();
  }

  @Test
  void theOthersHaveNoSecrets() throws IOException {
    write(7);
    write(8);
    assertThat(registry.others(7))
        .containsExactly(new OtherJvm(8, "http://localhost:9090/", "com.acme.Main"));
  }

  @Test
  void manyWritersAndReadersSeeWholeEntriesOnly() throws Exception {
    List<RegistryEntry> entries = new ArrayList<>();
    for (long pid = 1; pid <= 4; pid++) {
      entries.add(write(pid));
    }
    List<Thread> writers = new ArrayList<>();
    for (RegistryEntry entry : entries) {
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < 200; i++) {
                  try {
                    registry.write(entry);
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                }
              });
      writer.start();
      writers.add(writer);
    }
    while (writers.stream().anyMatch(Thread::isAlive)) {
      assertThat(registry.list()).isEqualTo(entries);
    }
    assertThat(registry.list()).isEqualTo(entries);
    assertThat(files()).hasSize(4);
  }

  @Test
  void theTokenIsInNoText() throws IOException {
    assertThat(write(7).toString()).doesNotContain("secret-of-this-start");
  }
}
