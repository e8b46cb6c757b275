package org.benchmonitor.tool.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.setup.config.ForeignArguments;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.config.Problem;
import org.benchmonitor.setup.pattern.PatternCheck;

/** Refuses arguments that another JVM's agent would refuse, before that JVM is touched. */
final class Checked {
  private Checked() {}

  /**
   * Options of all kinds.
   *
   * @throws Failure naming everything that is wrong
   */
  static ForeignArguments options(List<String> words) {
    ForeignArguments arguments = ForeignArguments.of(words, Path.of(""));
    List<String> wrong = wrong(arguments);
    if (!arguments.config().enabled()) {
      wrong.add("option enabled=false: nothing would be loaded");
    }
    refuse(wrong);
    return arguments;
  }

  /**
   * One pattern with its rules, and nothing else.
   *
   * @throws Failure naming everything that is wrong
   */
  static void pattern(String word) {
    ForeignArguments arguments = ForeignArguments.of(List.of(word), Path.of(""));
    List<String> wrong = wrong(arguments);
    if (wrong.isEmpty() && !arguments.text().startsWith("op=")) {
      wrong.add("'" + word + "' holds more than op= and its rules ok=, error= and async=");
    }
    refuse(wrong);
  }

  private static List<String> wrong(ForeignArguments arguments) {
    List<String> wrong = new ArrayList<>();
    for (Problem problem : arguments.problems()) {
      wrong.add(problem.line());
    }
    List<OperationSpec> patterns = new ArrayList<>(arguments.config().operations());
    arguments.config().session().ifPresent(pattern -> patterns.add(OperationSpec.of(pattern)));
    for (OperationSpec pattern : patterns) {
      PatternCheck.problem(pattern).ifPresent(wrong::add);
    }
    return wrong;
  }

  private static void refuse(List<String> wrong) {
    if (!wrong.isEmpty()) {
      throw new Failure(ExitCode.WRONG_WORDS, String.join("\n", wrong), "the JVM was not touched");
    }
  }
}
