package org.benchmonitor.tool.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.setup.config.ForeignArguments;
import org.benchmonitor.setup.registry.RegistryEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code attach}. */
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
@Command(
    name = "attach",
    description = "Monitors a running JVM; prints the page's URL and what matched.")
final class AttachCommand extends MonitorCommand {
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

  AttachCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    ForeignArguments arguments = checked();
    Jvm jvm = jvms().find(target);
    if (jvm.entry().isPresent()) {
      throw AttachRefusal.second(jvm.pid(), jvm.entry().get().printedUrl());
    }
    Path file = jar == null ? tools().jar() : jar;
    TargetCheck.check(jvm, file, jar != null);
    Attaching attaching =
        new Attaching(
            tools().loader(),
            tools().registry().apply(arguments.config().registry().or(this::registryPath)),
            timeout());
    RegistryEntry entry = attaching.attach(jvm, file, arguments.text());
    report(jvm, entry, attaching.awaitPatterns(client(entry)));
    return ExitCode.DONE;
  }

  /** Before the target is touched: what it would refuse is refused here. */
  private ForeignArguments checked() {
    List<String> all = new ArrayList<>(words);
    Optional<Path> registry = registryPath();
    if (registry.isPresent() && words.stream().noneMatch(word -> word.contains("registry="))) {
      all.add("registry='" + registry.get().toString().replace("'", "''") + "'");
    }
    return Checked.options(all);
  }

  private void report(Jvm jvm, RegistryEntry entry, ObjectNode instrumentation) {
    String url = entry.printedUrl();
    List<String> lines = new ArrayList<>(List.of(url));
    lines.addAll(PatternLines.of(instrumentation));
    ObjectNode document = MonitorClient.object();
    document.put("pid", jvm.pid()).put("url", url).set("instrumentation", instrumentation);
    terminal().print(document, lines);
    PatternLines.unmatched(instrumentation).forEach(terminal()::warn);
    if (instrumentation.path("patterns").isEmpty()) {
      terminal().warn("warning: no op= was given, so nothing is counted; ops --add names one");
    }
    if (Attaching.isTold(entry)) {
      terminal().warn("warning: its registry cannot be read from here, so it cannot be controlled");
    }
  }
}
