package org.benchmonitor.setup.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForeignArgumentsTest {
  private static final Path HERE = Path.of("/home/acme/dir");

  private static ForeignArguments of(String... words) {
    return ForeignArguments.of(List.of(words), HERE);
  }

  @Test
  void theOtherJvmUnderstandsWhatWasMeantHere() {
    ForeignArguments arguments =
        of(
            "scenario='a, ''b'' (c'",
            "op=x=com.acme.A#m(int,java.lang.String),ok=return:true,async=off",
            "op=@com.acme.Op",
            "digits=3",
            "auto_open");
    assertThat(arguments.problems()).isEmpty();
    ConfigResult there =
        AgentConfig.load(arguments.text(), Map.of(), Map.of(), path -> Map.of("no", "file"));
    assertThat(there.problems()).isEmpty();
    assertThat(there.config()).isEqualTo(arguments.config());
    assertThat(there.config().scenario()).contains("a, 'b' (c");
    assertThat(there.config().autoOpen()).isTrue();
    assertThat(there.config().operations())
        .containsExactly(
            OperationSpec.of("x=com.acme.A#m(int,java.lang.String)")
                .with("ok", "return:true")
                .with("async", "off"),
            OperationSpec.of("@com.acme.Op"));
  }

  @Test
  void relativePathsAreThoseOfThisDirectory() {
    ForeignArguments arguments = of("report=out/report.json", "report=reports/", "registry=/run/r");
    assertThat(arguments.config().reports())
        .containsExactly(
            ReportTarget.of("/home/acme/dir/out/report.json"),
            ReportTarget.of("/home/acme/dir/reports/"));
    assertThat(arguments.config().registry()).contains(Path.of("/run/r"));
  }

  @Test
  void anOptionGivenTwiceIsSaidOnceAndTheLastIsHandedOn() {
    ForeignArguments arguments = of("digits=2", "digits=3");
    assertThat(arguments.problems()).singleElement().extracting(Problem::key).isEqualTo("digits");
    assertThat(arguments.text()).isEqualTo("digits=3");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThat(of("digits=9", "opp=1", "op=", "ok=return:true").problems())
        .extracting(Problem::key)
        .containsExactlyInAnyOrder("digits", "opp", "op", "ok");
  }

  @Test
  void aMissingFileOfOptionsIsAProblemHere() {
    assertThat(of("config=none.yaml").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).contains("/home/acme/dir/none.yaml"));
  }

  @Test
  void nothingGivesNothing() {
    assertThat(of().text()).isEmpty();
    assertThat(of().problems()).isEmpty();
  }
}
