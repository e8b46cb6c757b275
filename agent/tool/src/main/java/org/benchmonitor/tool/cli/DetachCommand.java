package org.benchmonitor.tool.cli;

import java.util.List;
import java.util.Optional;
import org.benchmonitor.setup.registry.Registry;
import org.benchmonitor.setup.registry.RegistryEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code detach}: through the API or, where that does not answer, through the attach API. */
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
@Command(name = "detach", description = "Stops monitoring a JVM, which runs on.")
final class DetachCommand extends MonitorCommand {
  private static final String ARGUMENT = "detach";

  @Parameters(
      index = "0",
      paramLabel = "pid",
      description = "The process id, or a part of the main class.")
  private String target;

  DetachCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    Jvm jvm = jvms().find(target);
    Deadline deadline = new Deadline(timeout());
    boolean asked = jvm.entry().isPresent() && isAsked(client(jvm.entry().get()));
    if (!asked) {
      deadline.within(
          "process " + jvm.pid() + " did not take the request",
          () -> {
            askAsAgent(jvm);
            return true;
          });
    }
    deadline.until("the monitor was asked to go, but is still there", () -> gone(jvm));
    ObjectNode document = MonitorClient.object();
    document.put("pid", jvm.pid()).put("detached", true);
    terminal().print(document, List.of("process " + jvm.pid() + " is no longer monitored"));
    return ExitCode.DONE;
  }

  private static boolean isAsked(MonitorClient client) {
    try {
      client.post("/api/detach", MonitorClient.object());
      return true;
    } catch (Failure noAnswer) {
      return false;
    }
  }

  private void askAsAgent(Jvm jvm) {
    if (jvm.entry().isEmpty() && Attaching.publishedUrl(tools().loader(), jvm.pid()).isEmpty()) {
      throw new Failure(
          ExitCode.NOT_MONITORED,
          "process " + jvm.pid() + " (" + jvm.shortName() + ") is not monitored",
          "");
    }
    tools().loader().load(jvm.pid(), tools().jar(), ARGUMENT);
  }

  private Optional<Boolean> gone(Jvm jvm) {
    Registry registry = registry();
    Optional<RegistryEntry> entry = registry.find(jvm.pid());
    if (entry.isPresent()) {
      return Optional.empty();
    }
    boolean silent =
        jvm.entry().isPresent()
            ? client(jvm.entry().get()).isGone()
            : Attaching.publishedUrl(tools().loader(), jvm.pid()).isEmpty();
    return silent ? Optional.of(true) : Optional.empty();
  }
}
