package org.benchmonitor.setup.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.benchmonitor.setup.config.Loading.clean;
import static org.benchmonitor.setup.config.Loading.onlyLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {
  @TempDir Path directory;

  private ConfigResult load(String yaml) throws IOException {
    Path file = directory.resolve("monitor.yaml");
    Files.writeString(file, yaml);
    return load(file);
  }

  private static ConfigResult load(Path file) {
    return AgentConfig.load(
        "", Map.of("monitor.config", file.toString()), Map.of(), new YamlFile());
  }

  @Test
  void scalarsAreReadAsTheyAreWritten() throws IOException {
    AgentConfig config =
        clean(
            load(
                """
                # a run
                enabled: true
                address: 127.0.0.1:9191
                workers: 16
                scenario: "mixed: load, 50/50"
                warmup: 30
                ramp: 500ms
                digits: 3
                auto_open: false
                session_id: 2024
                duration:
                """));
    assertThat(config.address()).isEqualTo(new BindAddress("127.0.0.1", 9191));
    assertThat(config.workers()).contains(16);
    assertThat(config.scenario()).contains("mixed: load, 50/50");
    assertThat(config.warmup()).hasSeconds(30);
    assertThat(config.ramp()).hasMillis(500);
    assertThat(config.digits()).isEqualTo(3);
    assertThat(config.sessionId()).contains("2024");
    assertThat(config.duration()).isEmpty();
  }

  @Test
  void keysMayStandUnderMonitor() throws IOException {
    AgentConfig config = clean(load("digits: 3\nmonitor:\n  workers: 4\n  op: a.A#a\n"));
    assertThat(config.digits()).isEqualTo(3);
    assertThat(config.workers()).contains(4);
    assertThat(config.operations()).hasSize(1);
  }

  @Test
  void anOperationIsAPatternOrAMapOrAListOfThese() throws IOException {
    assertThat(clean(load("op: create=com.acme.Worker#insert(int,long)")).operations())
        .containsExactly(OperationSpec.of("create=com.acme.Worker#insert(int,long)"));
    assertThat(clean(load("op: {pattern: 'a.A#a', ok: 'return:!null'}")).operations())
        .containsExactly(OperationSpec.of("a.A#a").with("ok", "return:!null"));
    String list =
        """
        op:
          - name={0}=com.acme.Worker#call
          - pattern: com.acme.Http#send
            ok: getStatus():200-399
            error: getResponseCode()
          - pattern: "@com.acme.Operation"
            async: off
        """;
    assertThat(clean(load(list)).operations())
        .containsExactly(
            OperationSpec.of("name={0}=com.acme.Worker#call"),
            OperationSpec.of("com.acme.Http#send")
                .with("ok", "getStatus():200-399")
                .with("error", "getResponseCode()"),
            OperationSpec.of("@com.acme.Operation").with("async", "off"));
  }

  @Test
  void anEndIsAPatternWithItsRulesBesideItOrAMapOrAListOfThese() throws IOException {
    OperationSpec operation =
        OperationSpec.of("a.A#a").with("end", "b.B#b").with("end.key", "this");
    assertThat(clean(load("op: {pattern: a.A#a, end.key: this, end: b.B#b}")).operations())
        .containsExactly(operation);
    assertThat(clean(load("op: {pattern: a.A#a, end: {pattern: b.B#b, key: this}}")).operations())
        .containsExactly(operation);
    assertThat(
            clean(load("op: {pattern: a.A#a, end: [{pattern: b.B#b, key: this}, c.C#c]}"))
                .operations())
        .containsExactly(operation.with("end", "c.C#c"));
    assertThat(onlyLine(load("op: {pattern: a.A#a, end: {pattern: b.B#b, keys: this}}")))
        .contains("keys", "the nearest is 'key'");
    assertThat(onlyLine(load("op: {pattern: a.A#a, end.key: this}"))).contains("has none");
  }

  @Test
  void aWrongEntryOfAnOperationIsAProblemOfItsOwn() throws IOException {
    ConfigResult result =
        load("op:\n  - pattern: a.A#a\n    asynch: off\n  - ok: return:true\n  - [x]\n");
    assertThat(Loading.lines(result))
        .satisfiesExactly(
            line -> assertThat(line).contains("asynch", "the nearest is 'async'"),
            line -> assertThat(line).contains("no 'pattern'"),
            line -> assertThat(line).contains("op", "a pattern, or a mapping"));
    assertThat(result.config().operations()).containsExactly(OperationSpec.of("a.A#a"));
  }

  @Test
  void wrongKeysAndValuesNameTheFile() throws IOException {
    ConfigResult result =
        load("adress: x\ndigits: 7\nworkers: [1, 2]\nok: x\nconfig: other.yaml\nzebra: {a: b}\n");
    assertThat(Loading.lines(result)).hasSize(6);
    assertThat(Loading.lines(result)).allMatch(line -> line.contains("(monitor.yaml)"));
    assertThat(Loading.lines(result)).anyMatch(line -> line.contains("'address'"));
    assertThat(Loading.lines(result)).anyMatch(line -> line.contains("digits=7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: [1",
        "op: @com.acme.Operation",
        "\tdigits: 3",
        "- digits",
        "just text",
        "digits: 3\ndigits: 2",
        "digits: 3\n---\ndigits: 2",
        "a: &x 3\nworkers: *x",
        "a: [[[[[[[[[[[[1]]]]]]]]]]]]",
        "\u0000",
      })
  void aFileThatIsNotAPlainMappingIsOneProblemAndTheRestGoesOn(String yaml) throws IOException {
    ConfigResult result = load(yaml);
    assertThat(onlyLine(result)).contains("config=", "cannot be read: it ");
    assertThat(onlyLine(result)).doesNotContain("\n");
    assertThat(result.config().digits()).isEqualTo(2);
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    assertThat(onlyLine(load("a: " + "[".repeat(100_000)))).contains("cannot be read");
    assertThat(onlyLine(load("a: " + "{b: ".repeat(50_000)))).contains("cannot be read");
  }

  @Test
  void anEmptyFileSaysNothing() throws IOException {
    clean(load(""));
    clean(load("# nothing\n"));
  }

  @Test
  void aFileThatIsNotThereIsAProblemAndTheRestGoesOn() {
    ConfigResult result =
        AgentConfig.load(
            "workers=3,config=" + directory.resolve("gone.yaml"),
            Map.of(),
            Map.of("BENCH_MONITOR_DIGITS", "3"),
            new YamlFile());
    assertThat(onlyLine(result)).contains("gone.yaml", "no such file");
    assertThat(result.config().workers()).contains(3);
    assertThat(result.config().digits()).isEqualTo(3);
  }

  @Test
  void whatIsNotARegularFileIsNotOpened() {
    assertThat(onlyLine(load(directory))).contains("not a regular file");
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    assertThat(onlyLine(load("# " + "x".repeat(YamlFile.MOST_BYTES)))).contains("larger than");
  }
}
