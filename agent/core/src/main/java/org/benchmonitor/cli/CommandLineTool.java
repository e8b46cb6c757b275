package org.benchmonitor.cli;

import java.io.PrintWriter;
import org.benchmonitor.config.OptionHelp;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code java -jar monitor.jar ...}; exit codes: 0 done, 2 wrong words. */
@Command(
    name = "java -jar monitor.jar",
    description = "Watches a benchmark live. Start one with -javaagent:monitor.jar=op=...",
    subcommands = {CommandLineTool.Help.class, CommandLineTool.Version.class})
public final class CommandLineTool implements Runnable {
  @Spec private CommandSpec spec;

  /** Called by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets spec
  CommandLineTool() {}

  /** Runs the words and returns the exit code. */
  public static int run(String[] words) {
    return new CommandLine(new CommandLineTool()).execute(words);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code help [options]}. */
  @Command(name = "help", description = "Prints this, or the table of options (help options)")
  static final class Help implements Runnable {
    @Spec private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "options", description = "the only topic is: options")
    private String topic = "";

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    Help() {}

    @Override
    public void run() {
      PrintWriter out = spec.commandLine().getOut();
      if (topic.equals("options")) {
        out.print(OptionHelp.text());
        out.flush();
      } else if (topic.isEmpty()) {
        spec.parent().commandLine().usage(out);
      } else {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "topic is '" + topic + "', allowed is: options");
      }
    }
  }

  /** {@code version}. */
  @Command(name = "version", description = "Prints the version")
  static final class Version implements Runnable {
    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    Version() {}

    @Override
    public void run() {
      spec.commandLine().getOut().println(org.benchmonitor.log.ProductVersion.text());
    }
  }
}
