package org.benchmonitor.tool.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.setup.config.ForeignArguments;
import org.benchmonitor.setup.registry.RegistryEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** What the commands share that load the agent into a JVM. */
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
abstract class AttachingCommand extends MonitorCommand {
  @Parameters(
      index = "0",
      paramLabel = "pid",
      description = "The process id, or a part of the main class.")
  private String target;

  @Parameters(
      index = "1..*",
      paramLabel = "key=value",
      description = "Options as after the jar's name, such as op=com.acme.Worker#run.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "This jar as the other process sees it, if it has another file system.")
  private @Nullable Path jar;

  /**
   * What an attach has come to.
   *
   * @param instrumentation what the patterns have matched by then
   */
  record Attached(RegistryEntry entry, ObjectNode instrumentation) {}

  AttachingCommand(Tools tools) {
    super(tools);
  }

  final String target() {
    return target;
  }

  final boolean hasOptions() {
    return !words.isEmpty();
  }

  /** Before the target is touched: what it would refuse is refused here. */
  final ForeignArguments checked() {
    List<String> all = new ArrayList<>(words);
    Optional<Path> registry = registryPath();
    if (registry.isPresent() && words.stream().noneMatch(word -> word.contains("registry="))) {
      all.add("registry='" + registry.get().toString().replace("'", "''") + "'");
    }
    return Checked.options(all);
  }

  /**
   * Returns once the page is there and the patterns are applied.
   *
   * @throws Failure saying why they are not
   */
  final Attached attach(Jvm jvm, ForeignArguments arguments) {
    Path file = jar == null ? tools().jar() : jar;
    TargetCheck.check(jvm, file, jar != null);
    Attaching attaching =
        new Attaching(
            tools().loader(),
            tools().registry().apply(arguments.config().registry().or(this::registryPath)),
            timeout());
    RegistryEntry entry = attaching.attach(jvm, file, arguments.text());
    return new Attached(entry, attaching.awaitPatterns(client(entry)));
  }
}
