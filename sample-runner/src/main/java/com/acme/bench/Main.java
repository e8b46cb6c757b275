package com.acme.bench;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Exit code 0: the run went well; 1: it failed; 2: the options are wrong, nothing was started. */
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_OPTIONS = 2;

  private Main() {}

  public static void main(String[] args) {
    Options options = new Options();
    int code = commandLine(options).execute(args);
    if (code != 0 || options.end() == End.EXIT) {
      System.exit(code);
    }
  }

  static CommandLine commandLine(Options options) {
    return new CommandLine(options)
        .setParameterExceptionHandler((e, args) -> wrongOptions(e))
        .setExecutionExceptionHandler((e, line, result) -> failed(e, line));
  }

  private static int wrongOptions(ParameterException e) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("sample-runner: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("sample-runner: --help lists the options");
    err.flush();
    return WRONG_OPTIONS;
  }

  private static int failed(Exception e, CommandLine line) {
    line.getErr().println("sample-runner: the run failed: " + e.getMessage());
    e.printStackTrace(line.getErr());
    line.getErr().flush();
    return FAILED;
  }
}
