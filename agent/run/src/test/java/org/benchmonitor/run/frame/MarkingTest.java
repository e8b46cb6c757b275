package org.benchmonitor.run.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.benchmonitor.run.frame.RecordedRun.Ending;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkingTest {
  @TempDir Path directory;

  private Path file;
  private byte[] ended;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("a.bmr");
    ended = FrameRunsTest.file(RandomRun.of(1), true);
    Files.write(file, ended);
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private RecordedRun read() throws IOException {
    return FrameReader.read(ByteBuffer.wrap(Files.readAllBytes(file)));
  }

  private Marking marking() throws IOException {
    try (FileChannel channel = open()) {
      return Marking.of(channel);
    }
  }

  private void keep(boolean kept) throws IOException {
    try (FileChannel channel = open()) {
      Marking.keep(channel, kept);
    }
  }

  private void tag(Map<String, String> tags) throws IOException {
    try (FileChannel channel = open()) {
      Marking.tag(channel, tags);
    }
  }

  @Test
  void aRecordIsNeitherKeptNorTagged() throws IOException {
    assertThat(marking()).isEqualTo(Marking.NONE);
    assertThat(read().marking().isHeld()).isFalse();
  }

  @Test
  void itsLastBytesTellWhatWasSaidLast() throws IOException {
    keep(true);
    assertThat(marking()).isEqualTo(new Marking(true, false));
    tag(Map.of("version", "2"));
    assertThat(marking()).isEqualTo(new Marking(true, true));
    assertThat(read().marking()).isEqualTo(marking());
    keep(false);
    assertThat(marking()).isEqualTo(new Marking(false, true));
    tag(Map.of());
    assertThat(marking()).isEqualTo(Marking.NONE);
  }

  @Test
  void tagsTakeThePlaceOfThoseBefore() throws IOException {
    assertThat(read().header().tags()).containsOnlyKeys("version");

    tag(Map.of("branch", "a b", "version", "2"));
    assertThat(read().header().tags()).isEqualTo(Map.of("branch", "a b", "version", "2"));

    tag(Map.of("branch", "c"));
    assertThat(read().header().tags()).isEqualTo(Map.of("branch", "c"));
  }

  @Test
  void nothingElseOfTheRunChanges() throws IOException {
    RecordedRun before = read();
    keep(true);
    tag(Map.of("version", "2"));

    RecordedRun after = read();

    assertThat(after.ending()).isEqualTo(Ending.WHOLE);
    assertThat(after.latest().run()).isEqualTo(before.latest().run());
    assertThat(after.latest().workers()).isEqualTo(before.latest().workers());
    assertThat(after.latest().totals())
        .usingRecursiveComparison()
        .isEqualTo(before.latest().totals());
    assertThat(Arrays.copyOf(Files.readAllBytes(file), ended.length)).isEqualTo(ended);
  }

  @Test
  void whatAKilledWriterBeganIsCutOff() throws IOException {
    byte[] whole = FrameRunsTest.file(RandomRun.of(1), false);
    byte[] torn = FrameRunsTest.file(RandomRun.of(2), false);
    // A frame of names and the beginning of one of an interval.
    Files.write(file, whole);
    int header = 9 + ByteBuffer.wrap(torn).getInt();
    Files.write(file, Arrays.copyOfRange(torn, header, header + 50), StandardOpenOption.APPEND);
    RecordedRun before = read();
    assertThat(before.ending()).isEqualTo(Ending.OPEN);

    tag(Map.of("version", "2"));

    assertThat(read().header().tags()).isEqualTo(Map.of("version", "2"));
    assertThat(read().ending()).isEqualTo(Ending.OPEN);
    assertThat(read().latest().lateTotals().count())
        .isEqualTo(before.latest().lateTotals().count());
    assertThat(Arrays.copyOf(Files.readAllBytes(file), whole.length)).isEqualTo(whole);
  }

  @Test
  void aDamagedRecordCanBeKeptAndNotTagged() throws IOException {
    byte[] damaged = ended.clone();
    damaged[ended.length - 20] ^= 1;
    Files.write(file, damaged);
    assertThat(read().ending()).isEqualTo(Ending.DAMAGED);

    assertThatThrownBy(() -> tag(Map.of("version", "2")))
        .hasMessageContaining("is damaged at byte");
    keep(true);

    assertThat(marking()).isEqualTo(new Marking(true, false));
    assertThat(read().marking()).isEqualTo(marking());
    assertThat(read().ending()).isEqualTo(Ending.DAMAGED);
    assertThat(Arrays.copyOf(Files.readAllBytes(file), damaged.length)).isEqualTo(damaged);
  }

  @Test
  void aFileThatIsNoRecordIsLeftAlone() throws IOException {
    byte[] other = "no record, but long enough for one".getBytes(StandardCharsets.UTF_8);
    Files.write(file, other);

    assertThatThrownBy(() -> keep(true)).isInstanceOf(BadFrame.class);
    assertThatThrownBy(() -> tag(Map.of("a", "b"))).isInstanceOf(BadFrame.class);

    assertThat(Files.readAllBytes(file)).isEqualTo(other);
    assertThat(marking()).isEqualTo(Marking.NONE);
  }

  @Test
  void aWrongSumAtTheEndTellsNothing() throws IOException {
    keep(true);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 6] ^= 1;
    Files.write(file, bytes);

    assertThat(marking()).isEqualTo(Marking.NONE);
  }
}
