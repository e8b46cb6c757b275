package org.benchmonitor.tool.cli;

import java.util.Optional;
import java.util.Set;
import org.benchmonitor.setup.config.ForeignArguments;
import org.benchmonitor.setup.registry.RegistryEntry;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** {@code suggest}. */
@Command(
    name = "suggest",
    description =
        "Looks for methods that may be operations, by stacks and a short trial; starts monitoring"
            + " the JVM if it is not monitored.")
final class SuggestCommand extends AttachingCommand {
  private static final String PATH = "/api/suggest";
  private static final Set<String> BUSY = Set.of("sampling", "trying");

  SuggestCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    ForeignArguments arguments = checked();
    Jvm jvm = jvms().find(target());
    if (jvm.entry().isPresent() && hasOptions()) {
      throw AttachRefusal.second(jvm.pid(), jvm.entry().get().printedUrl());
    }
    RegistryEntry entry = jvm.entry().orElseGet(() -> attach(jvm, arguments).entry());
    ObjectNode found = search(client(entry));
    String problem = found.path("problem").asString("");
    if (!problem.isEmpty()) {
      throw new Failure(ExitCode.FAILED, problem, "");
    }
    ObjectNode document = MonitorClient.object();
    document.put("pid", jvm.pid()).put("url", entry.printedUrl()).setAll(found);
    terminal().print(document, SuggestionLines.of(jvm.pid(), entry.printedUrl(), found));
    SuggestionLines.warnings(found).forEach(terminal()::warn);
    return ExitCode.DONE;
  }

  /** Waits for the search that goes on, whoever has begun it, or else for one of its own. */
  private ObjectNode search(MonitorClient client) {
    if (!isBusy(client.get(PATH))) {
      client.post(PATH, MonitorClient.object());
    }
    return new Deadline(timeout())
        .until(
            "the search for operations did not end",
            () -> Optional.of(client.get(PATH)).filter(document -> !isBusy(document)));
  }

  private static boolean isBusy(ObjectNode document) {
    return BUSY.contains(document.path("state").asString(""));
  }
}
