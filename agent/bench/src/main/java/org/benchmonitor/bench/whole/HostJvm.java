package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A forked JVM of the running JDK in a directory of its own; closing ends it and removes both. */
final class HostJvm implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Pattern TIMES = Pattern.compile("(\\d+)m([0-9.]+)s (\\d+)m([0-9.]+)s");
  private static final Pattern URL = Pattern.compile("\\[monitor] .*?(http://\\S+)");

  private final Thread ending = new Thread(this::end);
  private final Process process;
  private final Path directory;
  private final long startNanos;

  private HostJvm(Process process, Path directory, long startNanos) {
    this.process = process;
    this.directory = directory;
    this.startNanos = startNanos;
  }

  /** Also ends the host when this program is given up. */
  private void endWithThisProgram() {
    Runtime.getRuntime().addShutdownHook(ending);
  }

  private void end() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  static HostJvm start(List<String> jvmOptions, List<String> program) throws IOException {
    return start(List.of(), jvmOptions, program);
  }

  /** Starts it below a shell that notes the CPU time of all of it, for {@link #cpuMillis}. */
  static HostJvm timed(List<String> jvmOptions, List<String> program) throws IOException {
    return start(
        List.of("/bin/sh", "-c", "\"$@\"; code=$?; times >times; exit $code", "sh"),
        jvmOptions,
        program);
  }

  private static HostJvm start(List<String> below, List<String> jvmOptions, List<String> program)
      throws IOException {
    Path directory = Files.createTempDirectory("monitor-bench");
    List<String> command = new ArrayList<>(below);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(directory.resolve("stdout").toFile())
            .redirectError(directory.resolve("stderr").toFile());
    builder
        .environment()
        .keySet()
        .removeIf(
            key ->
                key.startsWith("BENCH_MONITOR_")
                    || key.startsWith("MONITOR_")
                    || key.equals("JAVA_TOOL_OPTIONS")
                    || key.equals("JDK_JAVA_OPTIONS"));
    // Where runs are recorded.
    builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
    long start = System.nanoTime();
    HostJvm host = new HostJvm(builder.start(), directory, start);
    host.endWithThisProgram();
    return host;
  }

  /** The CPU time of the JVM, user and system, once it has ended; the shell's is left out. */
  double cpuMillis() throws IOException {
    Matcher times = TIMES.matcher(text("times").lines().skip(1).findFirst().orElse(""));
    if (!times.matches()) {
      throw new IOException("the shell said " + text("times"));
    }
    return 1e3
        * (60 * (Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(3)))
            + Double.parseDouble(times.group(2))
            + Double.parseDouble(times.group(4)));
  }

  /** The time just before the process was started, of this process's {@code System.nanoTime}. */
  long startNanos() {
    return startNanos;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /** Waits for the end, and returns what the program wrote to stdout. */
  String awaitOutput() throws IOException, InterruptedException {
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("still running after " + LONGEST + ": " + text("stderr"));
    }
    if (process.exitValue() != 0) {
      throw new IOException("exit code " + process.exitValue() + ": " + text("stderr"));
    }
    return text("stdout");
  }

  /** Waits for the end, and returns the numbers that the program wrote to stdout. */
  long[] awaitFigures() throws IOException, InterruptedException {
    return Pattern.compile("\\s+")
        .splitAsStream(awaitOutput().trim())
        .mapToLong(Long::parseLong)
        .toArray();
  }

  /** Waits for the agent's line on stderr. */
  MonitorApi awaitApi() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      Matcher matcher = URL.matcher(text("stderr"));
      if (matcher.find()) {
        return new MonitorApi(URI.create(matcher.group(1)));
      }
      Thread.sleep(20);
    }
    throw new IOException("no URL on stderr: " + text("stderr"));
  }

  /** What the program has written to stdout so far. */
  String stdout() throws IOException {
    return text("stdout");
  }

  private String text(String name) throws IOException {
    return Files.readString(file(name), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    end();
    Runtime.getRuntime().removeShutdownHook(ending);
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
