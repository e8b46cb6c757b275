package org.benchmonitor.tool.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.benchmonitor.setup.config.OptionHelp;
import org.benchmonitor.setup.log.ProductVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code java -jar monitor.jar ...}. */
@SuppressWarnings("NullAway.Init") // picocli sets spec
@Command(
    name = "java -jar monitor.jar",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Watches a benchmark live. Start one with -javaagent:monitor.jar=op=..., or attach to a running one.",
      ""
    })
public final class CommandLineTool implements Runnable {
  @Spec private CommandSpec spec;

  CommandLineTool() {}

  /** Runs the words and returns the exit code. */
  public static int run(String[] words) {
    return commandLine(Tools.ofThisMachine()).execute(words);
  }

  static CommandLine commandLine(Tools tools) {
    CommandLine line =
        new CommandLine(new CommandLineTool())
            .addSubcommand(new ListCommand(tools))
            .addSubcommand(new AttachCommand(tools))
            .addSubcommand(new StatusCommand(tools))
            .addSubcommand(new OpenCommand(tools))
            .addSubcommand(new OpsCommand(tools))
            .addSubcommand(new SuggestCommand(tools))
            .addSubcommand(new ExportCommand(tools))
            .addSubcommand(new RunsCommand(tools))
            .addSubcommand(new ShowCommand(tools))
            .addSubcommand(new CheckCommand(tools))
            .addSubcommand(CompareCommand.line(tools))
            .addSubcommand(new KeepCommand(tools))
            .addSubcommand(new TagCommand(tools))
            .addSubcommand(new DeleteCommand(tools))
            .addSubcommand(
                "pause", control(tools, "pause", "Holds the workers before their next operation."))
            .addSubcommand("resume", control(tools, "resume", "Lets the workers go on."))
            .addSubcommand(
                "stop", control(tools, "stop", "Ends the run, in the way of the option stop."))
            .addSubcommand(new NoteCommand(tools))
            .addSubcommand(new DetachCommand(tools))
            .addSubcommand(new Help())
            .addSubcommand(new Version());
    line.getCommandSpec().usageMessage().footer(exitCodes());
    line.getCommandSpec().versionProvider(() -> new String[] {ProductVersion.text()});
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build());
    addHelp(line);
    line.getSubcommands().values().forEach(CommandLineTool::addHelp);
    return line.setParameterExceptionHandler(CommandLineTool::wrongWords);
  }

  private static CommandLine control(Tools tools, String name, String description) {
    CommandLine line = new CommandLine(new ControlCommand(tools, name));
    line.getCommandSpec().usageMessage().description(description);
    return line;
  }

  private static int wrongWords(CommandLine.ParameterException wrong, String[] words) {
    CommandLine line = wrong.getCommandLine();
    boolean json = List.of(words).contains("--json");
    String name = line.getCommandSpec().parent() == null ? "" : " " + line.getCommandName();
    new Terminal(line.getOut(), line.getErr(), json)
        .fail(
            new Failure(
                ExitCode.WRONG_WORDS,
                String.valueOf(wrong.getMessage()),
                "'help" + name + "' says what is allowed"));
    return ExitCode.WRONG_WORDS.number();
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static void addHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this help.")
                .build());
  }

  private static String[] exitCodes() {
    List<String> codes = new ArrayList<>(List.of("", "Exit codes:"));
    for (ExitCode code : ExitCode.values()) {
      codes.add(String.format(Locale.ROOT, "  %d  %s", code.number(), code.meaning()));
    }
    return codes.toArray(String[]::new);
  }

  /** {@code help [options|command]}. */
  @Command(
      name = "help",
      description =
          "Prints this help, the table of options (help options), or the help of a command.")
  static final class Help implements Runnable {
    @Spec private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "topic", description = "options, or a command")
    private String topic = "";

    @Override
    public void run() {
      CommandLine root = spec.parent().commandLine();
      PrintWriter out = spec.commandLine().getOut();
      CommandLine command = root.getSubcommands().get(topic);
      if (topic.equals("options")) {
        out.print(OptionHelp.text());
        out.flush();
      } else if (topic.isEmpty()) {
        root.usage(out);
      } else if (command != null) {
        command.usage(out);
      } else {
        throw new CommandLine.ParameterException(
            spec.commandLine(),
            "topic is '"
                + topic
                + "', allowed is: options, "
                + String.join(", ", root.getSubcommands().keySet()));
      }
    }
  }

  /** {@code version}. */
  @Command(name = "version", description = "Prints the version.")
  static final class Version implements Runnable {
    @Spec private CommandSpec spec;

    @CommandLine.Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public void run() {
      CommandLine line = spec.commandLine();
      new Terminal(line.getOut(), line.getErr(), json)
          .print(
              MonitorClient.object().put("version", ProductVersion.text()),
              List.of(ProductVersion.text()));
    }
  }
}
