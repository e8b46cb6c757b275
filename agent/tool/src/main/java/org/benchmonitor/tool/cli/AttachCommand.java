package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.setup.config.ForeignArguments;
import org.benchmonitor.setup.registry.RegistryEntry;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** {@code attach}. */
@Command(
    name = "attach",
    description = "Monitors a running JVM; prints the page's URL and what matched.")
final class AttachCommand extends AttachingCommand {
  AttachCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    ForeignArguments arguments = checked();
    Jvm jvm = jvms().find(target());
    if (jvm.entry().isPresent()) {
      throw AttachRefusal.second(jvm.pid(), jvm.entry().get().printedUrl());
    }
    Attached attached = attach(jvm, arguments);
    report(jvm, attached.entry(), attached.instrumentation());
    return ExitCode.DONE;
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
      terminal()
          .warn(
              "warning: no op= was given and no known runner was found, so nothing is counted;"
                  + " suggest "
                  + jvm.pid()
                  + " looks for operations, ops --add names one");
    }
    if (Attaching.isTold(entry)) {
      terminal().warn("warning: its registry cannot be read from here, so it cannot be controlled");
    }
  }
}
