package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A forked JVM, with or without the agent; bounded in time, ended by its process id. */
final class Host implements AutoCloseable {
  static final Path MONITOR_JAR = Path.of(property("it.monitor.jar")).normalize();
  static final Path RUNNER_JAR = Path.of(property("it.runner.jar")).normalize();
  static final Path OTHERS = Path.of(property("it.others"));
  static final Path YCSB = Path.of(property("it.ycsb"));

  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Pattern URL = Pattern.compile("\\[monitor] (https?://\\S+)");

  private final Process process;
  private final Path directory;

  private Host(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
  }

  static String property(String name) {
    String value = System.getProperty(name);
    assertThat(value).as("system property " + name + ", set by the build").isNotNull();
    return value;
  }

  /** Starts to describe a JVM. */
  static Builder on(Jdk jdk) {
    return new Builder(jdk);
  }

  static final class Builder {
    private final Jdk jdk;
    private final List<String> jvm = new ArrayList<>();
    private final List<String> program = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> before = new ArrayList<>();
    private Path sharedRegistry;

    private Builder(Jdk jdk) {
      this.jdk = jdk;
    }

    /** Adds the agent with a free port and these options. */
    Builder agent(String... options) {
      List<String> all = new ArrayList<>(List.of("address=localhost:0"));
      all.addAll(List.of(options));
      return agentWithExactly(String.join(",", all));
    }

    Builder agentWithExactly(String options) {
      jvm.add("-javaagent:" + MONITOR_JAR + (options.isEmpty() ? "" : "=" + options));
      return this;
    }

    Builder jvm(String... options) {
      jvm.addAll(List.of(options));
      return this;
    }

    Builder program(String... words) {
      program.addAll(List.of(words));
      return this;
    }

    /** Lists it there instead of in a directory of its own. */
    Builder registry(Path shared) {
      sharedRegistry = shared;
      return this;
    }

    Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Starts it through a shell, whose script ends in {@code exec "$@"}. */
    Builder through(String script) {
      before.addAll(List.of("sh", "-c", script, "-"));
      return this;
    }

    Builder sampleRunner(String... options) {
      return program("-jar", RUNNER_JAR.toString()).program(options);
    }

    Host start() {
      try {
        Path directory =
            Files.createTempDirectory(
                Files.createDirectories(Path.of(property("it.directory"))), "host");
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(jdk.java().toString(), "-Xmx512m"));
        command.addAll(jvm);
        command.addAll(program);
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("stdout").toFile())
                .redirectError(directory.resolve("stderr").toFile());
        builder.environment().keySet().removeIf(Host::isOption);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Path registry = sharedRegistry == null ? directory.resolve("registry") : sharedRegistry;
        builder.environment().put("BENCH_MONITOR_REGISTRY", registry.toString());
        builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
        builder.environment().putAll(environment);
        return new Host(builder.start(), directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Runs it to its end. */
    Host run() {
      Host host = start();
      host.awaitExit();
      return host;
    }
  }

  /** Whether it is a variable that the agent may read. */
  static boolean isOption(String variable) {
    return variable.startsWith("BENCH_MONITOR_") || variable.startsWith("MONITOR_");
  }

  int awaitExit() {
    try {
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + LONGEST + ":\n" + stderr());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Writes a line to the program's stdin and returns its answer, which begins with that line. */
  String ask(String line) {
    long before = stdout().lines().count();
    tell(line);
    return Await.value(
        "the answer to " + line,
        Duration.ofSeconds(20),
        () -> {
          String printed = stdout();
          return printed.endsWith("\n")
              ? printed.lines().skip(before).filter(one -> one.startsWith(line + " ")).findFirst()
              : Optional.empty();
        },
        this::stderr);
  }

  /** Writes a line to the program's stdin. */
  void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  Path directory() {
    return directory;
  }

  String stdout() {
    return text("stdout");
  }

  String stderr() {
    return text("stderr");
  }

  private String text(String name) {
    try {
      return Files.readString(directory.resolve(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the line with the URL and returns a client of the API there. */
  Api api() {
    return Await.value("the URL on stderr", Duration.ofSeconds(60), this::url, this::stderr);
  }

  private Optional<Api> url() {
    Matcher matcher = URL.matcher(stderr());
    if (matcher.find()) {
      return Optional.of(Api.printedAs(URI.create(matcher.group(1))));
    }
    assertThat(process.isAlive()).as("host ended without a URL:\n" + stderr()).isTrue();
    return Optional.empty();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
