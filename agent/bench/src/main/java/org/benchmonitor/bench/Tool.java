package org.benchmonitor.bench;

import java.nio.file.Path;
import java.util.List;
import org.benchmonitor.setup.config.ClockChoice;

/** One way to watch an operation: a benchmark method, and the arguments of the JVM it runs in. */
enum Tool {
  BARE("not watched", "bare"),
  TWO_NANO_TIMES("two System.nanoTime()", "twoNanoTimes"),
  MONITOR_FAST("this agent, clock=fast", "bare"),
  MONITOR_TSC("this agent, clock=tsc", "bare"),
  MONITOR_NANOTIME("this agent, clock=nanotime", "bare"),
  RECORDER("hand-written, HdrHistogram Recorder", "recorder"),
  SINGLE_WRITER_RECORDER("hand-written, SingleWriterRecorder", "singleWriterRecorder"),
  MICROMETER("hand-written, Micrometer Timer", "micrometerTimer"),
  JFR("JFR method timing", "bare"),
  OPEN_TELEMETRY("OpenTelemetry Java agent", "bare"),
  ELASTIC("Elastic APM agent", "bare");

  private final String label;
  private final String benchmark;

  Tool(String label, String benchmark) {
    this.label = label;
    this.benchmark = benchmark;
  }

  String label() {
    return label;
  }

  String benchmark() {
    return benchmark;
  }

  /** Whether the tool is part of this JDK or runs on it. */
  boolean isHere() {
    return switch (this) {
      case JFR -> Runtime.version().feature() >= 25;
      case MONITOR_TSC -> ClockChoice.hasTsc();
      default -> true;
    };
  }

  /** Whether a budget is about this, or about something that is compared with it. */
  boolean isOfBudget() {
    return switch (this) {
      case BARE, TWO_NANO_TIMES, MONITOR_FAST, MONITOR_TSC, MONITOR_NANOTIME, JFR -> true;
      default -> false;
    };
  }

  List<String> jvmArguments(Path agents, Work work) {
    String type = work.className();
    return switch (this) {
      case BARE, TWO_NANO_TIMES, RECORDER, SINGLE_WRITER_RECORDER, MICROMETER -> List.of();
      case MONITOR_FAST -> monitor(agents, work, "fast");
      case MONITOR_TSC -> monitor(agents, work, Cost.TSC);
      case MONITOR_NANOTIME -> monitor(agents, work, "nanotime");
      case JFR -> List.of("-XX:StartFlightRecording:method-timing=" + type + "::run");
      case OPEN_TELEMETRY ->
          List.of(
              "-javaagent:" + agents.resolve("opentelemetry-javaagent.jar"),
              "-Dotel.instrumentation.methods.include=" + type + "[run]",
              "-Dotel.traces.exporter=none",
              "-Dotel.metrics.exporter=none",
              "-Dotel.logs.exporter=none");
      case ELASTIC ->
          List.of(
              "-javaagent:" + agents.resolve("elastic-apm-agent.jar"),
              "-Delastic.apm.trace_methods=" + type + "#run",
              "-Delastic.apm.disable_send=true",
              "-Delastic.apm.log_level=OFF");
    };
  }

  /** Whether the tool can watch such work. */
  boolean canWatch(Work work) {
    return switch (this) {
      case JFR, OPEN_TELEMETRY, ELASTIC -> work != Work.PAIR;
      default -> true;
    };
  }

  private static List<String> monitor(Path agents, Work work, String clock) {
    return List.of(
        "-D" + Cost.CLOCK + "=" + clock,
        "-javaagent:%s=address=0,clock=%s,op=%s"
            .formatted(agents.resolve("monitor.jar"), clock, work.pattern()));
  }
}
