package org.benchmonitor.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ArchiveTest {
  private static SortedMap<String, byte[]> files(int number) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    Random random = new Random(number);
    for (int i = 0; i < number; i++) {
      byte[] content = new byte[random.nextInt(3000)];
      random.nextBytes(content);
      files.put("org.example.Class" + i, content);
    }
    return files;
  }

  @Test
  void whatIsWrittenIsRead() {
    for (int number : new int[] {0, 1, 2, 5000}) {
      SortedMap<String, byte[]> files = files(number);
      SortedMap<String, byte[]> read = Archive.read(Archive.write(files, name -> false));
      assertThat(read.keySet()).isEqualTo(files.keySet());
      assertThat(read).allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(files.get(name)));
    }
  }

  @Test
  void twoNamesOfOneHashAreRefused() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("Aa", new byte[1]);
    files.put("BB", new byte[1]);
    assertThatThrownBy(() -> Archive.write(files, name -> false))
        .hasMessage("BB has the hash of Aa");
  }

  @Test
  void whatIsNoArchiveIsRefused() {
    byte[] other = "something else".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Archive.read(other)).hasMessage("not an archive");
  }

  @Test
  void theImageIsPackedWithAnIndexOfItsClasses() {
    SortedMap<String, byte[]> image = new TreeMap<>();
    image.put("inst/core/page/index.html", new byte[] {1});
    image.put("inst/boot/readme", new byte[] {2});
    SortedMap<String, byte[]> packed = Archive.read(Pack.archive(image));
    assertThat(packed.keySet())
        .containsExactly("inst/boot/index", "inst/boot/readme", "inst/core/page/index.html");
  }

  @Test
  void whatIsHeldComesFirst() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("a", new byte[] {1});
    files.put("b", new byte[] {2, 3});
    files.put("c", new byte[] {4});
    byte[] none = Archive.write(files, name -> false);
    byte[] some = Archive.write(files, name -> name.equals("b"));
    assertThat(Archive.read(some)).containsExactlyEntriesOf(Archive.read(none));
    assertThat(ByteBuffer.wrap(none).getInt(8)).isZero();
    int indexBytes = ByteBuffer.wrap(some).getInt(4);
    int heldBytes = ByteBuffer.wrap(some).getInt(8);
    assertThat(new String(some, indexBytes, heldBytes, StandardCharsets.ISO_8859_1))
        .as("the length of the name, the name, the rest")
        .startsWith("\0\1b")
        .doesNotContain("\0\1a")
        .doesNotContain("\0\1c");
  }

  @Test
  void theAgentHoldsWhatTheEndOfARunMayNeed() {
    assertThat(
            List.of(
                "org.benchmonitor.host.ReportWriter",
                "org.HdrHistogram.Histogram",
                "fi.iki.elonen.NanoHTTPD",
                "tools.jackson.databind.node.ObjectNode",
                "inst/core/dashboard/index.html"))
        .allMatch(Pack::isHeld);
    assertThat(
            List.of(
                "org.benchmonitor.tool.cli.Cli",
                "net.bytebuddy.ByteBuddy",
                "tools.jackson.databind.ObjectMapper",
                "inst/core/dashboard/report.html.gz",
                "inst/boot/index"))
        .noneMatch(Pack::isHeld);
  }
}
