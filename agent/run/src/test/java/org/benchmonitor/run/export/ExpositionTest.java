package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.benchmonitor.run.export.PrometheusText.Form;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.thread.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpositionTest {
  private static final Path GOLDEN = Path.of("src/test/resources/exposition");
  private static final Instant SINCE = Instant.parse("2026-01-18T15:30:40.120Z");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z_]+)(\\{(?:[a-z]+=\"(?:[^\"\\\\]|\\\\[\\\\\"n])*\",?)*})? ([-+0-9.eNaInf]+)");

  private static Lifetime lifetime(OperationFigures... operations) {
    return new Lifetime(
        SINCE,
        Snapshots.figures(0, operations),
        List.of(new Lifetime.ErrorCount("read", "java.io.IOException", 3)));
  }

  private static String text(Form form, Lifetime lifetime) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Pieces pieces = new Pieces(out, new Pace(nanos -> {}));
    Exposition exposition =
        new Exposition(
            lifetime, Snapshots.running(), "", ServerState.NONE, 2, List.of(42_000_000L));
    PrometheusText.write(form, exposition, pieces);
    pieces.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Lifetime usual() {
    return lifetime(
        Snapshots.operation("read", 3, 1_500, 2_000_000, 2_000_000, 41_900_000, 7_200_000_000L),
        OperationFigures.none("write"));
  }

  @ParameterizedTest
  @EnumSource
  void eachFormIsAsItsGoldenFile(Form form) throws IOException {
    Path file = GOLDEN.resolve(form.name().toLowerCase(Locale.ROOT) + ".txt");
    String now = text(form, usual());
    if (Boolean.getBoolean("golden.update")) {
      assertThat(System.getenv("CI")).as("CI compares golden files and writes none").isNull();
      Files.createDirectories(GOLDEN);
      Files.writeString(file, now);
    }
    assertThat(now).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @EnumSource
  void eachLineIsACommentOrASampleOfItsFamily(Form form) throws IOException {
    String family = "";
    Set<String> families = new HashSet<>();
    Set<String> samples = new HashSet<>();
    for (String line : text(form, usual()).split("\n", -1)) {
      if (line.startsWith("# HELP ")) {
        family = line.split(" ", -1)[2];
        assertThat(families.add(family)).as("once: " + family).isTrue();
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        assertThat(sample.group(1)).startsWith(family);
        assertThat(samples.add(sample.group(1) + sample.group(2))).as("once: " + line).isTrue();
      }
    }
    assertThat(families).hasSizeGreaterThan(20);
  }

  @Test
  void everyOperationHasEverySeriesFromTheBeginning() throws IOException {
    String text = text(Form.PROMETHEUS, lifetime(OperationFigures.none("write")));
    assertThat(text)
        .contains(
            "bench_operations_total{operation=\"write\",outcome=\"success\"} 0\n",
            "bench_operations_total{operation=\"write\",outcome=\"error\"} 0\n",
            "_count{operation=\"write\",outcome=\"error\"} 0\n",
            "_sum{operation=\"write\",outcome=\"error\"} 0\n",
            "_bucket{operation=\"write\",outcome=\"success\",le=\"+Inf\"} 0\n");
  }

  @Test
  void aLimitOfAThresholdHasABound() throws IOException {
    // The edge of the counter that 42 ms falls into.
    assertThat(text(Form.PROMETHEUS, usual()))
        .contains("outcome=\"success\",le=\"0.042205183\"} 4\n");
  }

  @Test
  void whatARuleCorrectsHasAHistogramOfItsOwn() throws IOException {
    String name = "bench_operation_corrected_latency_seconds";
    OperationFigures raw = Snapshots.operation("read", 1, 9_000, 9_000);
    String text =
        text(
            Form.OPEN_METRICS,
            lifetime(OperationFigures.none("write"), Snapshots.corrected("intended", raw)));
    assertThat(text.lines().filter(line -> line.startsWith("# TYPE " + name))).hasSize(1);
    assertThat(text)
        .contains(
            name + "_bucket{operation=\"read\",rule=\"intended\",le=\"0.000005023\"} 2\n",
            name + "_count{operation=\"read\",rule=\"intended\"} 4\n",
            name + "_created{operation=\"read\",rule=\"intended\"} ")
        .doesNotContain(name + "_count{operation=\"write\"");
    assertThat(text(Form.PROMETHEUS, usual())).doesNotContain("corrected");
  }

  @Test
  void hostileNamesAreOneLabelEach() throws IOException {
    String name = "a\"b\\c\nd\u2028e{f=\"g\"} 1 # EOF \ud800";
    String text = text(Form.OPEN_METRICS, lifetime(Snapshots.operation(name, 0, 5_000)));
    assertThat(text)
        .contains("{operation=\"a\\\"b\\\\c\\nd\u2028e{f=\\\"g\\\"} 1 # EOF ?\",outcome=");
    assertThat(text.lines().filter(line -> line.equals("# EOF"))).hasSize(1);
    assertThat(text).endsWith("# EOF\n");
  }

  @Test
  void aBoundIsAlwaysTheSameText() {
    assertThat(PrometheusText.seconds(1_007)).isEqualTo("0.000001007");
    assertThat(PrometheusText.seconds(1_000_000_000)).isEqualTo("1");
    assertThat(PrometheusText.seconds(3_600_000_000_000L)).isEqualTo("3600");
  }
}
