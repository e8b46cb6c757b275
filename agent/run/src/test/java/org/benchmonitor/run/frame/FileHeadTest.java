package org.benchmonitor.run.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.RunHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHeadTest {
  @TempDir private Path directory;

  private Optional<FileHead> head(byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("file"), bytes);
    try (FileChannel channel = FileChannel.open(file)) {
      return FileHead.of(channel);
    }
  }

  private static byte[] record(String session, String started) {
    ByteBuffer frames =
        new FrameWriter(
                new RunHeader(
                    session,
                    Snapshots.HOST,
                    started,
                    2,
                    List.of(),
                    List.of(),
                    Map.of("pid", "3"),
                    Map.of()))
            .frames();
    byte[] bytes = new byte[frames.remaining()];
    frames.get(bytes);
    return bytes;
  }

  @Test
  void aRecordTellsItsWriter() throws IOException {
    assertThat(head(record("bench", "4711"))).contains(new FileHead(1, "4711"));
    assertThat(head(record("bench", ""))).contains(new FileHead(1, ""));
  }

  @Test
  void aHostileNameIsNotTakenForTheWriter() throws IOException {
    String hostile = "\"pid\":99,\"started\":\"1\",";
    assertThat(head(record(hostile, "4711"))).contains(new FileHead(1, "4711"));
  }

  @Test
  void whatIsNoRecordHasNoWriter() throws IOException {
    assertThat(head(new byte[0])).isEmpty();
    assertThat(head("{\"pid\":1,\"started\":\"1\"}".getBytes(StandardCharsets.UTF_8))).isEmpty();
    byte[] otherType = record("bench", "1");
    otherType[FrameBuffer.HEAD - 1] = FrameType.RUN;
    assertThat(head(otherType)).isEmpty();
  }
}
