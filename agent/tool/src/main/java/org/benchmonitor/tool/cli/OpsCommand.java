package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.setup.registry.RegistryEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ops}. */
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
@Command(
    name = "ops",
    description = "Prints the patterns of a monitored JVM; adds and removes some while it runs.")
final class OpsCommand extends MonitorCommand {
  private static final String KEY = "op=";

  @Parameters(
      index = "0",
      paramLabel = "pid",
      description = "The process id, or a part of the main class.")
  private String target;

  @Option(
      names = "--add",
      paramLabel = "op=PATTERN",
      description = "A pattern with its rules, as in the options; repeatable.")
  private List<String> added = new ArrayList<>();

  @Option(
      names = "--remove",
      paramLabel = "PATTERN",
      description = "A pattern as it is printed; repeatable.")
  private List<String> removed = new ArrayList<>();

  OpsCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    ObjectNode body = MonitorClient.object();
    ArrayNode add = body.putArray("add");
    added.forEach(text -> add.add(checked(text)));
    ArrayNode remove = body.putArray("remove");
    removed.forEach(text -> remove.add(text.startsWith(KEY) ? text.substring(KEY.length()) : text));
    RegistryEntry entry = monitored(target);
    MonitorClient client = client(entry);
    ObjectNode instrumentation =
        added.isEmpty() && removed.isEmpty()
            ? client.get("/api/instrumentation")
            : client.post("/api/instrumentation", body);
    terminal().print(instrumentation, PatternLines.of(instrumentation));
    PatternLines.unmatched(instrumentation).forEach(terminal()::warn);
    return ExitCode.DONE;
  }

  /** With its key, so that rules may follow. */
  private static String checked(String text) {
    String whole = text.startsWith(KEY) ? text : KEY + text;
    Checked.pattern(whole);
    return whole;
  }
}
