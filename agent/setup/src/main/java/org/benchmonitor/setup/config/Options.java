package org.benchmonitor.setup.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.threshold.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * The table of options, from which options are parsed, help is printed and wrong keys are
 * corrected.
 */
final class Options {
  private static final List<Option<?>> TABLE = new ArrayList<>();
  private static final Map<String, Option<?>> BY_KEY = new HashMap<>();
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration LONG_RUN = Duration.ofHours(10_000);

  static final Option<Boolean> ENABLED =
      option(
          "enabled",
          new BooleanType(),
          "true",
          "false: the agent instruments nothing and starts nothing");
  static final Option<BindAddress> ADDRESS =
      option(
          "address",
          new AddressType(),
          "localhost:9090",
          "where the page is served; port 0 is any free port, and a busy port is replaced by an"
              + " ephemeral one");
  static final Option<PublicUrl> PUBLIC_URL =
      withoutDefault(
          "public_url",
          new PublicUrlType(),
          "none",
          "another URL of the page, such as a reverse proxy's; every request for it needs a"
              + " token");
  static final Option<String> OP =
      add(
          new Option<>(
              "op",
              new PatternType(),
              null,
              "none",
              true,
              "an operation: [name=]type#method[(types)] or [name=]@annotation; rules such as ok="
                  + " after it are its own"));
  static final Option<String> PRESET =
      option(
          "preset",
          new PresetType(),
          AgentConfig.AUTO_PRESET,
          "the patterns of a known runner: where no op is given, those of the one that is found in"
              + " the program, else of the client libraries that it uses (auto), none, or those of"
              + " the one that is named");
  static final Option<String> SESSION_ID =
      withoutDefault("session_id", new IdType(), "generated", "the name of the run");
  static final Option<String> SCENARIO =
      withoutDefault("scenario", new TextType(200), "none", "what the run does, shown on the page");
  static final Option<Integer> WORKERS =
      withoutDefault(
          "workers",
          new IntegerType(1, 10_000_000),
          "none",
          "how many workers the run should have, shown on the page");
  static final Option<Duration> DURATION =
      withoutDefault(
          "duration",
          new DurationType(Duration.ZERO, LONG_RUN),
          "none",
          "how long the run should take; the page shows its progress");
  static final Option<Duration> WARMUP =
      option(
          "warmup",
          new DurationType(Duration.ZERO, DAY),
          "0s",
          "the warm-up, from the first operation on; shown, but not in the run's totals");
  static final Option<Duration> RAMP =
      option(
          "ramp",
          new DurationType(Duration.ZERO, DAY),
          "0s",
          "the ramp-up after the warm-up; shown, but not in the run's totals");
  static final Option<String> SESSION =
      withoutDefault(
          "session",
          new PatternType(),
          "none",
          "the method that is one run: its entry begins the run, its return completes it, an"
              + " exception fails it");
  static final Option<Duration> METRICS_INTERVAL =
      option(
          "metrics_interval",
          new DurationType(Duration.ofMillis(100), Duration.ofSeconds(60)),
          "1s",
          "the length of an interval");
  static final Option<Duration> TIMELINE_RETENTION =
      option(
          "timeline_retention",
          new DurationType(Duration.ofMinutes(1), DAY),
          "1h",
          "how long each interval is kept separately; older ones are merged, and totals stay exact");
  static final Option<Integer> MAX_ERRORS_RETAINED =
      option(
          "max_errors_retained",
          new IntegerType(1, 100_000),
          "1000",
          "how many recent errors are kept");
  static final Option<Integer> DIGITS =
      option("digits", new IntegerType(2, 3), "2", "significant digits of the histograms");
  static final Option<Boolean> AUTO_OPEN =
      option(
          "auto_open",
          new BooleanType(),
          "false",
          "opens the browser once the port is bound, except on a headless machine");
  static final Option<Boolean> CONTROL =
      option("control", new BooleanType(), "true", "whether pause, resume and stop are allowed");
  static final Option<Secret> TOKEN =
      withoutDefault(
          "token",
          new SecretType(),
          "generated",
          "the secret for access off loopback and for controls");
  static final Option<Secret> TOKEN_READONLY =
      withoutDefault(
          "token_readonly", new SecretType(), "none", "a secret that allows reading only");
  static final Option<ReportTarget> REPORT =
      add(
          new Option<>(
              "report",
              new ReportType(),
              null,
              "none",
              true,
              "a file, or a directory if the name ends in / or is that of one, for the final"
                  + " figures, written at the end of each run in which an operation began; a"
                  + " name that ends in .html gives the page with the run in it, all others JSON"));
  static final Option<Boolean> RECORD =
      option(
          "record",
          new BooleanType(),
          "true",
          "whether each run in which an operation begins is written to a file of its own while it"
              + " goes on");
  static final Option<Path> RECORD_DIR =
      withoutDefault(
          "record_dir",
          new PathType(),
          "$XDG_STATE_HOME/bench-monitor/runs, else .bench-monitor/runs in the home directory",
          "the directory of this user's recorded runs");
  static final Option<Long> RECORD_MAX =
      option(
          "record_max",
          new SizeType(1),
          "64m",
          "the most bytes of one recorded run, about; beyond it, older intervals are merged");
  static final Option<Integer> RECORD_KEEP =
      option(
          "record_keep",
          new IntegerType(1, 1_000_000),
          "50",
          "the most recorded runs in the directory; the oldest are removed when one begins, but"
              + " none that is kept, tagged by the command, or still being written");
  static final Option<Long> RECORD_TOTAL =
      option(
          "record_total",
          new SizeType(1),
          "1g",
          "the most bytes of all recorded runs in the directory; the same are removed");
  static final Option<Boolean> RECORD_SYNC =
      option(
          "record_sync",
          new BooleanType(),
          "false",
          "whether each tick of a recorded run is forced to the disk, so that it survives a loss of"
              + " power");
  static final Option<Tag> TAG =
      add(
          new Option<>(
              "tag",
              new TagType(),
              null,
              "none",
              true,
              "a pair such as version:2.1 that the record of a run has, to find and to compare it"
                  + " by; of two with one key the last counts"));
  static final Option<Threshold> THRESHOLD =
      add(
          new Option<>(
              "threshold",
              new ThresholdType(),
              null,
              "none",
              true,
              "what the run must keep to; it is marked and logged when it does not, and the actions"
                  + " webhook, callback and stop may follow a comma"));
  static final Option<HttpUrl> WEBHOOK =
      withoutDefault(
          "webhook",
          new HttpUrlType(),
          "none",
          "where the thresholds with the action webhook are sent as Alertmanager sends its alerts");
  static final Option<String> ALERT_CALLBACK =
      withoutDefault(
          "alert_callback",
          new HostMethodType(false),
          "none",
          "what the thresholds with the action callback call, with a String of JSON or a Map");
  static final Option<String> CALLBACK =
      withoutDefault(
          "callback",
          new HostMethodType(true),
          "none",
          "what is called with each message of the stream: its type, and a String of JSON or a Map");
  static final Option<HttpUrl> OTLP =
      withoutDefault(
          "otlp",
          new HttpUrlType(),
          "none",
          "the OpenTelemetry collector or engine that all metrics are pushed to, by OTLP over HTTP;"
              + " /v1/metrics is appended to a path that does not end with it");
  static final Option<HttpHeaders> OTLP_HEADERS =
      withoutDefault(
          "otlp_headers",
          new HttpHeadersType(),
          "none",
          "headers of each push, such as one with a token");
  static final Option<Duration> OTLP_INTERVAL =
      option(
          "otlp_interval",
          new DurationType(Duration.ofSeconds(1), Duration.ofHours(1)),
          "10s",
          "the time between two pushes; the last one is made when the program ends");
  static final Option<LogLevel> LOG_LEVEL =
      option(
          "log_level",
          new ChoiceType<>(LogLevel.values()),
          "info",
          "the lowest level that the agent's own log keeps");
  static final Option<ClockChoice> CLOCK =
      option(
          "clock",
          new ClockType(),
          "auto",
          "the clock that times the operations: System.nanoTime (nanotime), Flight Recorder's"
              + " counter (fast), the processor's time stamp counter from some seconds after the"
              + " start (tsc), or one of the two counters where it is safe to use and agrees with"
              + " nanoTime (auto)");
  static final Option<Path> CONFIG =
      withoutDefault(
          "config",
          new PathType(),
          "none",
          "a YAML file with these options, relative to the working directory");
  static final Option<StopWay> STOP =
      option(
          "stop",
          new StopType(),
          "exit",
          "how the stop control ends the run: as SIGTERM would, by interrupting the workers, or"
              + " by a public method of the runner without arguments");
  static final Option<Path> TLS =
      withoutDefault(
          "tls",
          new PathType(),
          "none",
          "a PKCS #12 or JKS key store with the server's key and certificate; the page then uses"
              + " https://");
  static final Option<Secret> TLS_PASSWORD =
      withoutDefault(
          "tls_password",
          new PasswordType(),
          "none",
          "the password of the key store and its key; every user of the machine can see"
              + " arguments, but not the environment or a file");
  static final Option<Path> REGISTRY =
      withoutDefault(
          "registry",
          new PathType(),
          "$XDG_RUNTIME_DIR/bench-monitor, else .bench-monitor in the home directory",
          "the directory that lists this user's monitored JVMs");

  private Options() {}

  private static <T> Option<T> option(
      String key, ValueType<T> type, String defaultText, String description) {
    T value = type.parse(defaultText);
    if (value == null) {
      throw new IllegalStateException("the default of " + key + " is not allowed: " + defaultText);
    }
    return add(new Option<>(key, type, value, defaultText, false, description));
  }

  private static <T> Option<T> withoutDefault(
      String key, ValueType<T> type, String defaultText, String description) {
    return add(new Option<>(key, type, null, defaultText, false, description));
  }

  private static <T> Option<T> add(Option<T> option) {
    TABLE.add(option);
    BY_KEY.put(option.key(), option);
    return option;
  }

  /** All options in the order of the documentation. */
  static List<Option<?>> all() {
    return Collections.unmodifiableList(TABLE);
  }

  static @Nullable Option<?> find(String key) {
    return BY_KEY.get(key);
  }
}
