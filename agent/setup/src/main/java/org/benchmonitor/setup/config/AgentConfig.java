package org.benchmonitor.setup.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.threshold.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * All options of one start of the agent, in the order of the documentation.
 *
 * @param preset {@link #AUTO_PRESET}, {@code none}, or the name of a preset
 * @param duration how long the run is meant to take, more than zero
 * @param reports where the report of each run goes, each once
 * @param thresholds each with a name of its own
 * @param alertCallback {@code type#method}
 * @param callback {@code type#method} or a type
 * @param stop how the stop control ends the run
 * @param tls the server's key store
 */
public record AgentConfig(
    boolean enabled,
    BindAddress address,
    Optional<PublicUrl> publicUrl,
    List<OperationSpec> operations,
    String preset,
    Optional<String> sessionId,
    Optional<String> scenario,
    Optional<Integer> workers,
    Optional<Duration> duration,
    Duration warmup,
    Duration ramp,
    Optional<String> session,
    Duration metricsInterval,
    Duration timelineRetention,
    int maxErrorsRetained,
    int digits,
    boolean autoOpen,
    boolean control,
    Optional<Secret> token,
    Optional<Secret> tokenReadonly,
    List<ReportTarget> reports,
    boolean record,
    Optional<Path> recordDir,
    long recordMax,
    int recordKeep,
    long recordTotal,
    boolean recordSync,
    List<Tag> tags,
    List<Threshold> thresholds,
    Optional<HttpUrl> webhook,
    Optional<String> alertCallback,
    Optional<String> callback,
    Optional<HttpUrl> otlp,
    Optional<HttpHeaders> otlpHeaders,
    Duration otlpInterval,
    LogLevel logLevel,
    ClockChoice clock,
    Optional<Path> config,
    StopWay stop,
    Optional<Path> tls,
    Optional<Secret> tlsPassword,
    Optional<Path> registry) {
  /** The preset of what is found in the host, where no operation is given. */
  public static final String AUTO_PRESET = "auto";

  static final String NO_PRESET = "none";

  static AgentConfig of(Values values, List<OperationSpec> operations) {
    return new AgentConfig(
        values.get(Options.ENABLED),
        values.get(Options.ADDRESS),
        values.find(Options.PUBLIC_URL),
        List.copyOf(operations),
        values.get(Options.PRESET),
        values.find(Options.SESSION_ID),
        values.find(Options.SCENARIO),
        values.find(Options.WORKERS),
        values.find(Options.DURATION),
        values.get(Options.WARMUP),
        values.get(Options.RAMP),
        values.find(Options.SESSION),
        values.get(Options.METRICS_INTERVAL),
        values.get(Options.TIMELINE_RETENTION),
        values.get(Options.MAX_ERRORS_RETAINED),
        values.get(Options.DIGITS),
        values.get(Options.AUTO_OPEN),
        values.get(Options.CONTROL),
        values.find(Options.TOKEN),
        values.find(Options.TOKEN_READONLY),
        values.all(Options.REPORT),
        values.get(Options.RECORD),
        values.find(Options.RECORD_DIR),
        values.get(Options.RECORD_MAX),
        values.get(Options.RECORD_KEEP),
        values.get(Options.RECORD_TOTAL),
        values.get(Options.RECORD_SYNC),
        values.all(Options.TAG),
        values.all(Options.THRESHOLD),
        values.find(Options.WEBHOOK),
        values.find(Options.ALERT_CALLBACK),
        values.find(Options.CALLBACK),
        values.find(Options.OTLP),
        values.find(Options.OTLP_HEADERS),
        values.get(Options.OTLP_INTERVAL),
        values.get(Options.LOG_LEVEL),
        values.get(Options.CLOCK),
        values.find(Options.CONFIG),
        values.get(Options.STOP),
        values.find(Options.TLS),
        values.find(Options.TLS_PASSWORD),
        values.find(Options.REGISTRY));
  }

  /** What holds where nothing is given. */
  public static AgentConfig defaults() {
    return of(new Values(), List.of());
  }

  /** Loads from the arguments and from this JVM's system properties and environment. */
  public static ConfigResult load(@Nullable String agentArgs) {
    return load(agentArgs, JvmProperties.monitors(), System.getenv(), new YamlFile());
  }

  /**
   * Loads from all sources, the strongest first; never throws.
   *
   * @param agentArgs {@code key=value,key=value} or null
   * @param systemProperties all or some of them; {@code monitor.<key>} is read
   * @param environment all or some of it; {@code BENCH_MONITOR_<KEY>} is read, and of an older name
   *     {@code MONITOR_REGISTRY} and {@code MONITOR_TLS_PASSWORD}
   * @param yaml called only if one of the other sources names a file
   */
  public static ConfigResult load(
      @Nullable String agentArgs,
      Map<String, String> systemProperties,
      Map<String, String> environment,
      YamlReader yaml) {
    return new ConfigLoader(yaml).load(agentArgs, systemProperties, environment);
  }
}
