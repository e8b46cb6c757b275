package org.benchmonitor.run.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.compare.Remark.Kind;
import org.benchmonitor.run.model.RunHeader;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final List<String> PATTERNS = List.of("com.acme.Worker#read");
  private static final RunHeader USUAL = MadeRuns.header("1.0");

  private static MeasuredRun run(String name, RunHeader header, long seconds) {
    return MadeRuns.run(name, header, MadeRuns.START, seconds, MadeRuns.samples(1000, 0.005, 5));
  }

  @Test
  void likeRunsDifferInNothing() {
    assertThat(Settings.differences(List.of(run("a", USUAL, 60), run("b", USUAL, 120)))).isEmpty();
    assertThat(
            Settings.differences(List.of(run("a", USUAL, 60), run("b", MadeRuns.header("2"), 60))))
        .as("another version is what is compared")
        .isEmpty();
  }

  @Test
  void whatDiffersIsSaid() {
    MeasuredRun usual = run("a", USUAL, 60);
    RunHeader quick = MadeRuns.header("1.0", Duration.ofMillis(250), "mix", PATTERNS, "4");
    assertThat(Settings.differences(List.of(usual, run("b", quick, 60))))
        .containsExactly("interval: 1.000 s in a; 250.0 ms in b");
    RunHeader other = MadeRuns.header("1.0", Duration.ofSeconds(1), "reads", PATTERNS, "4");
    assertThat(Settings.differences(List.of(usual, run("b", other, 60))))
        .containsExactly("scenario: mix in a; reads in b");
    RunHeader small = MadeRuns.header("1.0", Duration.ofSeconds(1), "mix", PATTERNS, "2");
    assertThat(Settings.differences(List.of(usual, run("b", small, 60), run("c", small, 60))))
        .containsExactly("machine's cores: 4 in a; 2 in b, c");
    RunHeader more =
        MadeRuns.header("1.0", Duration.ofSeconds(1), "mix", List.of("com.acme.Worker#write"), "4");
    assertThat(Settings.differences(List.of(usual, run("b", more, 60))))
        .containsExactly("patterns: com.acme.Worker#read in a; com.acme.Worker#write in b");
    RunHeader unknown =
        new RunHeader("bench", USUAL.host(), "", 3, PATTERNS, List.of(), Map.of(), Map.of());
    assertThat(Settings.differences(List.of(usual, run("b", unknown, 60))))
        .containsExactly("digits: 2 in a; 3 in b", "machine's cores: 4 in a; not known in b");
    assertThat(Settings.differences(List.of(usual, run("b", USUAL, 121))))
        .containsExactly("length: 60 s of a; 121 s of b");
  }

  @Test
  void whatDiffersIsRemarkedWhereItIsComparedNevertheless() {
    Comparison comparison =
        Comparison.of(
            List.of(run("a", USUAL, 60)), List.of(run("b", USUAL, 600)), List.of(), Rules.USUAL);
    assertThat(comparison.general())
        .filteredOn(one -> one.kind() == Kind.NOT_ALIKE)
        .singleElement()
        .extracting(Remark::text)
        .isEqualTo(
            "The runs are not alike, so a difference may come from that. length: 60 s of a; 10 min"
                + " of b.");
  }

  @Test
  void aHistoryIsOfTheSameVersionAndSettings() {
    MeasuredRun base = run("a", USUAL, 60);
    assertThat(Settings.isHistoryOf(base, MadeRuns.header("1.0"))).isTrue();
    assertThat(Settings.isHistoryOf(base, MadeRuns.header("2.0"))).isFalse();
    assertThat(Settings.isHistoryOf(base, MadeRuns.header(""))).isFalse();
    assertThat(Settings.isHistoryOf(run("a", MadeRuns.header(""), 60), MadeRuns.header("")))
        .as("without a version there is none")
        .isFalse();
    RunHeader small = MadeRuns.header("1.0", Duration.ofSeconds(1), "mix", PATTERNS, "2");
    assertThat(Settings.isHistoryOf(base, small)).isFalse();
    assertThat(Settings.areAsLong(base, run("b", USUAL, 120))).isTrue();
    assertThat(Settings.areAsLong(base, run("b", USUAL, 121))).isFalse();
    assertThat(Settings.version(List.of(base, run("b", USUAL, 60)))).isEqualTo("1.0");
    assertThat(Settings.version(List.of(base, run("b", MadeRuns.header("2"), 60)))).isEmpty();
  }
}
