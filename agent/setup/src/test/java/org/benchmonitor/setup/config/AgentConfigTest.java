package org.benchmonitor.setup.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.benchmonitor.setup.config.Loading.clean;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.threshold.Threshold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentConfigTest {
  private static final AgentConfig DEFAULTS =
      new AgentConfig(
          true,
          new BindAddress("localhost", 9090),
          Optional.empty(),
          List.of(),
          "auto",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Duration.ZERO,
          Duration.ZERO,
          Optional.empty(),
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          1000,
          2,
          false,
          true,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          true,
          Optional.empty(),
          64 << 20,
          50,
          1 << 30,
          false,
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Duration.ofSeconds(10),
          LogLevel.INFO,
          ClockChoice.AUTO,
          Optional.empty(),
          new StopWay(StopWay.Kind.EXIT, ""),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** No two values are the same, so that none can stand in the place of another. */
  private static final AgentConfig ALL =
      new AgentConfig(
          false,
          new BindAddress("192.0.2.7", 8123),
          Optional.of(new PublicUrl(true, "bench.example:8443")),
          List.of(OperationSpec.of("com.acme.Worker#insert")),
          "ycsb",
          Optional.of("run-7"),
          Optional.of("mixed load"),
          Optional.of(16),
          Optional.of(Duration.ofMinutes(10)),
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          Optional.of("com.acme.Runner#run"),
          Duration.ofMillis(500),
          Duration.ofHours(2),
          77,
          3,
          true,
          false,
          Optional.of(new Secret("control-secret")),
          Optional.of(new Secret("reader-secret")),
          List.of(new ReportTarget(Path.of("out", "report.json"), false)),
          false,
          Optional.of(Path.of("out", "runs")),
          5 << 20,
          8,
          3L << 30,
          true,
          List.of(new Tag("version", "2.1")),
          List.of(Threshold.parse("p99 < 5ms, webhook")),
          Optional.of(new HttpUrl(new Secret("https://hooks.example/a?b"), "hooks.example")),
          Optional.of("com.acme.Hook#onAlert"),
          Optional.of("com.acme.Listener"),
          Optional.of(new HttpUrl(new Secret("http://otel.example:4318"), "otel.example:4318")),
          Optional.of(new HttpHeaders(Map.of("Authorization", new Secret("Bearer abc")))),
          Duration.ofSeconds(4),
          LogLevel.DEBUG,
          ClockChoice.NANOTIME,
          Optional.empty(),
          new StopWay(StopWay.Kind.METHOD, "com.acme.Runner#shutdown"),
          Optional.of(Path.of("keys.p12")),
          Optional.of(new Secret("key password")),
          Optional.of(Path.of("out", "registry")));

  private static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("enabled", "false");
    all.put("address", "192.0.2.7:8123");
    all.put("public_url", "https://Bench.example:8443/");
    all.put("op", "com.acme.Worker#insert");
    all.put("preset", "ycsb");
    all.put("session_id", "run-7");
    all.put("scenario", "mixed load");
    all.put("workers", "16");
    all.put("duration", "10m");
    all.put("warmup", "5s");
    all.put("ramp", "3");
    all.put("session", "com.acme.Runner#run");
    all.put("metrics_interval", "500ms");
    all.put("timeline_retention", "2h");
    all.put("max_errors_retained", "77");
    all.put("digits", "3");
    all.put("auto_open", "true");
    all.put("control", "false");
    all.put("token", "control-secret");
    all.put("token_readonly", "reader-secret");
    all.put("report", Path.of("out", "report.json").toString());
    all.put("record", "false");
    all.put("record_dir", Path.of("out", "runs").toString());
    all.put("record_max", "5m");
    all.put("record_keep", "8");
    all.put("record_total", "3G");
    all.put("record_sync", "true");
    all.put("tag", "version:2.1");
    all.put("threshold", "p99 < 5ms, webhook");
    all.put("webhook", "https://hooks.example/a?b");
    all.put("alert_callback", "com.acme.Hook#onAlert");
    all.put("callback", "com.acme.Listener");
    all.put("otlp", "http://otel.example:4318");
    all.put("otlp_headers", "Authorization=Bearer%20abc");
    all.put("otlp_interval", "4s");
    all.put("log_level", "debug");
    all.put("clock", "nanotime");
    all.put("stop", "com.acme.Runner#shutdown");
    all.put("tls", "keys.p12");
    all.put("tls_password", "key password");
    all.put("registry", Path.of("out", "registry").toString());
    return all;
  }

  @Test
  void nothingGivenGivesTheDefaults() {
    assertThat(AgentConfig.defaults()).isEqualTo(DEFAULTS);
    assertThat(clean(AgentConfig.load(null, Map.of(), Map.of(), Loading.NO_FILE)))
        .isEqualTo(DEFAULTS);
    assertThat(clean(Loading.arguments(""))).isEqualTo(DEFAULTS);
  }

  @Test
  void everyKeyOfTheTableIsTriedHere() {
    List<String> keys = Options.all().stream().map(Option::key).toList();
    assertThat(keys).hasSize(AgentConfig.class.getRecordComponents().length);
    assertThat(all().keySet()).containsAll(keys.stream().filter(k -> !k.equals("config")).toList());
  }

  @Test
  void everyKeyIsMappedFromAgentArguments() {
    StringBuilder arguments = new StringBuilder();
    all()
        .forEach(
            (key, value) ->
                arguments.append(key).append("='").append(value).append("'").append(','));
    assertThat(clean(Loading.arguments(arguments.toString()))).isEqualTo(ALL);
  }

  @Test
  void everyKeyIsMappedFromSystemProperties() {
    Map<String, String> properties = new HashMap<>(Map.of("user.name", "x", "monitoring", "y"));
    all().forEach((key, value) -> properties.put("monitor." + key, value));
    assertThat(clean(Loading.properties(properties))).isEqualTo(ALL);
  }

  @Test
  void everyKeyIsMappedFromTheEnvironment() {
    Map<String, String> environment =
        new HashMap<>(Map.of("PATH", "/bin", "BENCH_MONITORING", "y"));
    all()
        .forEach(
            (key, value) ->
                environment.put("BENCH_MONITOR_" + key.toUpperCase(Locale.ROOT), value));
    assertThat(clean(Loading.environment(environment))).isEqualTo(ALL);
  }

  @Test
  void noVariableOfTheOldNameIsHeardButTwo() {
    Map<String, String> environment = new HashMap<>();
    all()
        .forEach((key, value) -> environment.put("MONITOR_" + key.toUpperCase(Locale.ROOT), value));
    environment.put("MONITOR_PORT", "tcp://192.0.2.7:80");
    environment.put("MONITOR_INTERVAL", "5");
    assertThat(clean(Loading.environment(environment)))
        .usingRecursiveComparison()
        .ignoringFields("registry", "tlsPassword")
        .isEqualTo(DEFAULTS);
    AgentConfig config = clean(Loading.environment(environment));
    assertThat(config.registry()).isEqualTo(ALL.registry());
    assertThat(config.tlsPassword()).isEqualTo(ALL.tlsPassword());
  }

  @Test
  void theNewNameOfAVariableWinsOverTheOldOneUnlessItIsEmpty() {
    Map<String, String> environment = new HashMap<>(Map.of("MONITOR_REGISTRY", "old"));
    environment.put("BENCH_MONITOR_REGISTRY", "new");
    assertThat(clean(Loading.environment(environment)).registry()).contains(Path.of("new"));
    environment.put("BENCH_MONITOR_REGISTRY", " ");
    assertThat(clean(Loading.environment(environment)).registry()).contains(Path.of("old"));
    environment.put("MONITOR_REGISTRY", "");
    assertThat(clean(Loading.environment(environment)).registry()).isEmpty();
  }

  @Test
  void everyKeyIsMappedFromYaml() {
    AgentConfig config = clean(Loading.yaml(new LinkedHashMap<>(all())));
    assertThat(config.config()).contains(Path.of("monitor.yaml"));
    assertThat(config).usingRecursiveComparison().ignoringFields("config").isEqualTo(ALL);
  }

  @Test
  void theFileMayBeNamedInThreePlacesAndIsReadOnce() {
    Path file = Path.of("bench.yaml");
    YamlReader yaml =
        named -> {
          assertThat(named).isEqualTo(file);
          return Map.of("digits", "3");
        };
    assertThat(clean(AgentConfig.load("config=bench.yaml", Map.of(), Map.of(), yaml)).digits())
        .isEqualTo(3);
    assertThat(
            clean(AgentConfig.load("", Map.of("monitor.config", "bench.yaml"), Map.of(), yaml))
                .digits())
        .isEqualTo(3);
    assertThat(
            clean(
                    AgentConfig.load(
                        "", Map.of(), Map.of("BENCH_MONITOR_CONFIG", "bench.yaml"), yaml))
                .digits())
        .isEqualTo(3);
  }

  @Test
  void theStrongerSourceWinsForEachKeyByItself() {
    ConfigResult result =
        AgentConfig.load(
            "workers=1,config=m.yaml",
            Map.of("monitor.workers", "2", "monitor.ramp", "2s"),
            Map.of(
                "BENCH_MONITOR_WORKERS",
                "3",
                "BENCH_MONITOR_RAMP",
                "3s",
                "BENCH_MONITOR_WARMUP",
                "3s"),
            file -> Map.of("workers", "4", "ramp", "4s", "warmup", "4s", "digits", "3"));
    AgentConfig config = clean(result);
    assertThat(config.workers()).contains(1);
    assertThat(config.ramp()).hasSeconds(2);
    assertThat(config.warmup()).hasSeconds(3);
    assertThat(config.digits()).isEqualTo(3);
  }

  @Test
  void operationsOfAStrongerSourceReplaceThoseOfWeakerOnes() {
    Map<String, String> properties = Map.of("monitor.op", "p.P#p");
    Map<String, String> environment = Map.of("BENCH_MONITOR_OP", "e.E#e");
    YamlReader yaml = file -> Map.of("op", List.of("y.Y#y", "z.Z#z"));
    assertThat(AgentConfig.load("op=a.A#a,op=b.B#b", properties, environment, yaml))
        .satisfies(r -> assertThat(patterns(r)).containsExactly("a.A#a", "b.B#b"));
    assertThat(AgentConfig.load("", properties, environment, yaml))
        .satisfies(r -> assertThat(patterns(r)).containsExactly("p.P#p"));
    assertThat(AgentConfig.load("", Map.of(), environment, yaml))
        .satisfies(r -> assertThat(patterns(r)).containsExactly("e.E#e"));
    assertThat(AgentConfig.load("config=m.yaml", Map.of(), Map.of(), yaml))
        .satisfies(r -> assertThat(patterns(r)).containsExactly("y.Y#y", "z.Z#z"));
  }

  @Test
  void aBadValueOfAStrongSourceGivesTheDefaultAndNotTheWeakerValue() {
    ConfigResult result =
        AgentConfig.load("digits=9", Map.of("monitor.digits", "3"), Map.of(), Loading.NO_FILE);
    assertThat(result.config().digits()).isEqualTo(2);
    assertThat(Loading.onlyLine(result)).contains("digits=9", "the default 2 is used");
  }

  @Test
  void anEmptyVariableCountsAsNotGiven() {
    assertThat(
            clean(Loading.environment(Map.of("BENCH_MONITOR_TOKEN", "", "BENCH_MONITOR_OP", " "))))
        .isEqualTo(DEFAULTS);
  }

  @Test
  void aDurationOfZeroIsNone() {
    assertThat(clean(Loading.arguments("duration=0s")).duration()).isEmpty();
  }

  @Test
  void aReadersTokenThatIsTheControlTokenIsRefused() {
    ConfigResult result = Loading.arguments("token=same-secret,token_readonly=same-secret");
    assertThat(result.config().token()).isPresent();
    assertThat(result.config().tokenReadonly()).isEmpty();
    assertThat(Loading.onlyLine(result)).contains("token_readonly").doesNotContain("same-secret");
  }

  @Test
  void aThresholdThatIsNotUnderstoodIsOneLineWithTheColumn() {
    ConfigResult result = Loading.arguments("threshold=p99 < 50,threshold=errors<1%");
    assertThat(result.config().thresholds())
        .extracting(Threshold::condition)
        .containsExactly("errors<1%");
    assertThat(Loading.onlyLine(result))
        .contains(
            "threshold=p99 < 50", "column 7: '50' is there, wanted is a duration", "; ignored")
        .doesNotContain("allowed is");
  }

  @Test
  void eachThresholdHasItsName() {
    ConfigResult result = Loading.arguments("threshold=a=p99<50ms,threshold=a=p50<5ms");
    assertThat(result.config().thresholds()).hasSize(1);
    assertThat(Loading.onlyLine(result)).contains("a=p50<5ms", "give it one of its own with name=");
  }

  @Test
  void anActionThatHasNobodyToTellIsSaid() {
    ConfigResult result = Loading.arguments("threshold='p99<50ms, webhook',webhook=ftp://x/secret");
    assertThat(result.config().thresholds()).hasSize(1);
    assertThat(result.problems())
        .extracting(Problem::line)
        .hasSize(2)
        .noneMatch(line -> line.contains("secret"))
        .anyMatch(line -> line.contains("there is no webhook= for its action webhook"));
  }

  @Test
  void headersArePairsWithTheirValuesDecoded() {
    ConfigResult result =
        Loading.arguments(
            "otlp=https://x/otlp,otlp_headers='Authorization=Basic YTpi%3D%3d, X-Scope-OrgID = 7'");
    assertThat(result.problems()).isEmpty();
    HttpHeaders headers = result.config().otlpHeaders().orElseThrow();
    assertThat(headers.byName())
        .containsExactly(
            Map.entry("Authorization", new Secret("Basic YTpi==")),
            Map.entry("X-Scope-OrgID", new Secret("7")));
    assertThat(headers.toString()).doesNotContain("YTpi");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "=secret",
        "a b=secret",
        "a=",
        "a=secret%0d%0aX: y",
        "a=secret%2",
        "a=secret%zz",
        "a=secret\u00e9",
        "a=secret,A=secret",
        "a=secret,",
        "Content-Type=secret",
        "HOST=secret",
        "Sec-Secret=secret"
      })
  void aHeaderThatIsNoneIsSaidWithoutIt(String text) {
    ConfigResult result = Loading.arguments("otlp=http://x,otlp_headers='" + text + "'");
    assertThat(result.config().otlpHeaders()).isEmpty();
    assertThat(result.problems())
        .extracting(Problem::line)
        .singleElement()
        .asString()
        .contains("otlp_headers", "'Authorization=Bearer%20abc'")
        .doesNotContain("secret");
  }

  @Test
  void whatWasToBeAHeaderAndIsAnOptionIsNotShown() {
    ConfigResult result =
        Loading.arguments("otlp=http://x,otlp_headers=X=1,Authorization=Bearer%20s3cret");
    assertThat(result.problems())
        .extracting(Problem::line)
        .singleElement()
        .asString()
        .contains("Authorization", "***")
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://x", "http://u:p@x", "http://", "x", "http://x:0", "http://x:99999"})
  void aReceiverIsAnUrl(String text) {
    ConfigResult result = Loading.arguments("otlp=" + text);
    assertThat(result.config().otlp()).isEmpty();
    assertThat(result.problems())
        .extracting(Problem::line)
        .singleElement()
        .asString()
        .contains("allowed is an http:// or https:// URL without a user's name");
  }

  @Test
  void headersWithoutAReceiverAreSaid() {
    assertThat(Loading.arguments("otlp_headers='a=secret'").problems())
        .extracting(Problem::line)
        .singleElement()
        .asString()
        .contains("there is no otlp= to send them to")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Hook", "com.acme.Hook", "com.acme.Hook#", "#on", "a..b#on", "a.B#1", "a b#c"})
  void aCallbackIsAMethod(String text) {
    ConfigResult result = Loading.arguments("alert_callback=" + text);
    assertThat(result.config().alertCallback()).isEmpty();
    assertThat(Loading.onlyLine(result)).contains("such as com.acme.Hook#onAlert");
  }

  @Test
  void reportsGoToEachPlaceOnce() {
    String arguments = "report=a.json,report=out/,report=a.json";
    assertThat(clean(Loading.arguments(arguments)).reports())
        .containsExactly(
            new ReportTarget(Path.of("a.json"), false), new ReportTarget(Path.of("out"), true));
    ConfigResult file =
        AgentConfig.load(
            "config=m.yaml", Map.of(), Map.of(), path -> Map.of("report", List.of("a", "b/")));
    assertThat(clean(file).reports())
        .containsExactly(
            new ReportTarget(Path.of("a"), false), new ReportTarget(Path.of("b"), true));
  }

  @Test
  void theNameOfAReportTellsItsForm() {
    ConfigResult result =
        Loading.arguments("report=a.html,report=a.json,report=a.html,report=b.html/");
    assertThat(result.config().reports())
        .extracting(ReportTarget::path, ReportTarget::isHtml)
        .containsExactly(
            tuple(Path.of("a.html"), true),
            tuple(Path.of("a.json"), false),
            tuple(Path.of("b.html"), false));
  }

  @ParameterizedTest
  @CsvSource({
    "1m, 1048576",
    "1024k, 1048576",
    "2000000, 2000000",
    "3M, 3145728",
    "1g, 1073741824",
    "1024g, 1099511627776"
  })
  void aSizeIsANumberWithAUnit(String text, long bytes) {
    assertThat(clean(Loading.arguments("record_max=" + text)).recordMax()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "1", "1023k", "m", "1mb", "-1m", "1.5g", "1025g", "1t", "9999999999999999g"})
  void aSizeThatIsNoneIsRefused(String text) {
    ConfigResult result = Loading.arguments("record_max=" + text);
    assertThat(result.config().recordMax()).isEqualTo(64 << 20);
    assertThat(Loading.onlyLine(result))
        .contains("record_max=" + text, "allowed is a number of bytes from 1m to 1024g");
  }

  @Test
  void aTagIsAKeyAndATextBehindTheFirstColon() {
    assertThat(
            clean(Loading.arguments("tag=version:2.1,tag=built.at-rev_1: 9:30 'by ci' ,tag=a:b"))
                .tags())
        .containsExactly(
            new Tag("version", "2.1"),
            new Tag("built.at-rev_1", "9:30 'by ci'"),
            new Tag("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", ":2.1", "version:", "my key:1", "schl\u00fcssel:1"})
  void aTagWithoutAKeyOrAValueIsRefused(String text) {
    ConfigResult result = Loading.arguments("tag=" + text + ",tag=a:b");
    assertThat(result.config().tags()).containsExactly(new Tag("a", "b"));
    assertThat(Loading.onlyLine(result)).contains("tag=" + text, "allowed is key:value", "ignored");
  }

  @Test
  void secretsAreInNoText() {
    assertThat(ALL.toString()).doesNotContain("control-secret").doesNotContain("reader-secret");
  }

  private static List<String> patterns(ConfigResult result) {
    return clean(result).operations().stream().map(OperationSpec::pattern).toList();
  }
}
