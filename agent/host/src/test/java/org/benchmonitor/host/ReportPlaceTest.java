package org.benchmonitor.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.setup.registry.Lineage;
import org.benchmonitor.setup.registry.Lineage.Member;
import org.benchmonitor.setup.registry.LineageCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file a report takes the place of. */
class ReportPlaceTest {
  private static final Member BUILD = new Member(10, "100");
  private static final Member ONE = new Member(20, "200");
  private static final Member OTHER = new Member(30, "300");
  private static final String FOREIGN = "{\"a\": 1}";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void make() {
    file = directory.resolve("report.json");
  }

  private static Lineage lineage(Member self, Member... jvms) {
    return new Lineage(self, "here", List.of(jvms));
  }

  private static String report(Lineage writer) {
    var node = Json.object();
    node.set("writer", LineageCodec.write(writer));
    return new String(Json.pretty(node), StandardCharsets.US_ASCII);
  }

  private Path put(Lineage writer) throws IOException {
    String text = report(writer);
    return new ReportPlace(writer)
        .put(file, false, out -> out.write(text.getBytes(StandardCharsets.US_ASCII)))
        .orElseThrow();
  }

  private String[] files() {
    return directory.toFile().list();
  }

  @Test
  void aLaterRunReplacesAnEarlierOne() throws IOException {
    put(lineage(ONE));
    assertThat(put(lineage(OTHER))).isEqualTo(file).hasContent(report(lineage(OTHER)));
    put(lineage(ONE, BUILD));
    put(lineage(OTHER, new Member(10, "of another with its number")));
    put(lineage(ONE));
    assertThat(files()).containsExactly("report.json");
  }

  @Test
  void siblingsUnderOneJvmKeepTheirReports() throws IOException {
    put(lineage(ONE, BUILD));
    assertThat(put(lineage(OTHER, BUILD))).hasFileName("report-30.json");
    assertThat(file).hasContent(report(lineage(ONE, BUILD)));
  }

  @Test
  void aChildAndItsParentKeepTheirReports() throws IOException {
    put(lineage(BUILD));
    assertThat(put(lineage(ONE, BUILD))).hasFileName("report-20.json");
    Files.delete(file);
    put(lineage(OTHER, ONE, BUILD));
    assertThat(put(lineage(BUILD))).as("below another JVM").hasFileName("report-10.json");
    assertThat(files()).hasSize(3);
  }

  @Test
  void oneJvmThatIsMonitoredAgainKeepsItsFirstReport() throws IOException {
    put(lineage(ONE));
    assertThat(put(lineage(ONE))).hasFileName("report-20.json");
    assertThat(put(lineage(ONE))).hasFileName("report-20-2.json");
  }

  @Test
  void theNumbersOfAnotherMachineSayNothing() throws IOException {
    put(new Lineage(ONE, "there", List.of(BUILD)));
    assertThat(put(lineage(OTHER, BUILD))).isEqualTo(file);
  }

  @Test
  void whatIsNoReportIsReplaced() throws IOException {
    for (String text :
        List.of("", FOREIGN, "{\"writer\":{\"pid\":2", "\0\1\2", "{\"writer\" : {} }")) {
      Files.writeString(file, text);
      assertThat(put(lineage(ONE))).isEqualTo(file).hasContent(report(lineage(ONE)));
      Files.delete(file);
    }
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(1L << 32);
    }
    assertThat(put(lineage(ONE))).isEqualTo(file);
  }

  @Test
  void aReportIsKnownHoweverItIsLaidOut() throws IOException {
    Files.writeString(file, report(lineage(ONE, BUILD)).replaceAll("\\s", ""));
    assertThat(put(lineage(OTHER, BUILD))).hasFileName("report-30.json");
  }

  @Test
  void aDirectoryThatHasTakenTheNameStays() throws IOException {
    Files.createDirectory(file);
    assertThat(put(lineage(ONE))).hasFileName("report-20.json");
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path there = directory.resolve("there.json");
    Files.createSymbolicLink(file, there);
    assertThat(put(lineage(ONE))).isEqualTo(there);
    assertThat(put(lineage(OTHER))).isEqualTo(there);
    assertThat(file).isSymbolicLink();
  }

  @Test
  void aDeviceIsWrittenToAndNotReplaced() throws IOException {
    Path device = Path.of("/dev/null");
    new ReportPlace(lineage(ONE)).put(device, false, out -> out.write(1));
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void whatAKilledWriterLeftIsInNobodysWay() throws IOException {
    Files.writeString(directory.resolve(".report.json.20.part"), "half");
    Files.writeString(directory.resolve(".report.json.20-1.part"), "half");
    assertThat(put(lineage(ONE))).isEqualTo(file);
  }

  @Test
  void nothingIsLeftOfAReportThatFails() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () ->
                    new ReportPlace(lineage(ONE))
                        .put(
                            file,
                            false,
                            out -> {
                              out.write(1);
                              throw new IOException("no space");
                            })))
        .hasMessage("no space");
    assertThat(files()).isEmpty();
  }

  @Test
  void oneThatMayReplaceNothingLeavesWhatThereIs() throws IOException {
    Files.writeString(file, FOREIGN);
    Optional<Path> placed = new ReportPlace(lineage(ONE)).put(file, true, out -> out.write(1));
    assertThat(placed).isEmpty();
    assertThat(file).hasContent(FOREIGN);
  }
}
