package org.benchmonitor.tool.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.benchmonitor.setup.registry.Browser;
import org.benchmonitor.setup.registry.Registry;
import org.benchmonitor.setup.registry.RegistryEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands share: output, exit codes, the registry. */
@SuppressWarnings("NullAway.Init") // picocli sets spec
abstract class MonitorCommand implements Callable<Integer> {
  private static final int LONGEST_SECONDS = 3600;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Option(
      names = "--registry",
      paramLabel = "DIR",
      description = "Where monitored JVMs are listed, if not in the usual place.")
  private @Nullable Path registry;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait at most; 30 if not given.")
  private int timeoutSeconds = 30;

  private final Tools tools;

  MonitorCommand(Tools tools) {
    this.tools = tools;
  }

  /**
   * Does it.
   *
   * @throws Failure if it cannot be done
   */
  abstract ExitCode run();

  @Override
  public Integer call() {
    try {
      if (timeoutSeconds < 1 || timeoutSeconds > LONGEST_SECONDS) {
        throw new Failure(
            ExitCode.WRONG_WORDS,
            "--timeout is " + timeoutSeconds + ", allowed is 1 to " + LONGEST_SECONDS,
            "");
      }
      return run().number();
    } catch (Failure failure) {
      terminal().fail(failure);
      return failure.exit().number();
    } catch (RuntimeException | LinkageError unexpected) {
      terminal().fail(new Failure(ExitCode.FAILED, "unexpected: " + unexpected, ""));
      return ExitCode.FAILED.number();
    }
  }

  final Terminal terminal() {
    return new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
  }

  final Tools tools() {
    return tools;
  }

  final Duration timeout() {
    return Duration.ofSeconds(timeoutSeconds);
  }

  final Optional<Path> registryPath() {
    return registry == null ? tools.usualRegistry() : Optional.of(registry.toAbsolutePath());
  }

  final Registry registry() {
    return tools.registry().apply(registryPath());
  }

  final Jvms jvms() {
    return tools.jvms().apply(registry());
  }

  final Browser browser() {
    return tools.browser().apply(registry());
  }

  /**
   * The registry's entry of the JVM that is meant.
   *
   * @throws Failure if it has none
   */
  final RegistryEntry monitored(String word) {
    Jvm jvm = jvms().find(word);
    return jvm.entry()
        .orElseThrow(
            () ->
                new Failure(
                    ExitCode.NOT_MONITORED,
                    "process " + jvm.pid() + " (" + jvm.shortName() + ") is not monitored",
                    "attach " + jvm.pid() + " op=... starts monitoring it"));
  }

  /**
   * The registry's entry of the only JVM that is monitored.
   *
   * @throws Failure if none is, or more than one
   */
  final RegistryEntry onlyMonitored() {
    List<Jvm> monitored = jvms().list().stream().filter(jvm -> jvm.entry().isPresent()).toList();
    if (monitored.isEmpty()) {
      throw new Failure(
          ExitCode.NOT_MONITORED, "no JVM is monitored", "list shows the JVMs of this user");
    }
    if (monitored.size() > 1) {
      throw new Failure(
          ExitCode.WRONG_WORDS,
          monitored.size() + " JVMs are monitored: " + Jvm.listed(monitored),
          "name one by its process id");
    }
    return monitored.get(0).entry().orElseThrow();
  }

  /** Whether one JSON document is to be all that is printed. */
  final boolean isJson() {
    return json;
  }

  final MonitorClient client(RegistryEntry entry) {
    return new MonitorClient(entry, timeout());
  }
}
