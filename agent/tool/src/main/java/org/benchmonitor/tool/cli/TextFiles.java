package org.benchmonitor.tool.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that write what a command has found into files for other programs. A file of an
 * earlier call is replaced: a workspace is used again and again.
 */
final class TextFiles {
  private static final String STANDARD_OUTPUT = "-";

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Write it as Markdown, such as for a pull request; - is standard output.")
  private @Nullable String markdown;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write it as the XML of JUnit, which build servers show; - is standard output.")
  private @Nullable String junit;

  /** Whether standard output has one of them, and nothing else may be there. */
  boolean isPrinted() {
    return STANDARD_OUTPUT.equals(markdown) || STANDARD_OUTPUT.equals(junit);
  }

  /**
   * Refuses two documents on standard output.
   *
   * @param json whether it is to have another one
   */
  void check(boolean json) {
    boolean both = STANDARD_OUTPUT.equals(markdown) && STANDARD_OUTPUT.equals(junit);
    if (both || (json && isPrinted())) {
      throw new Failure(
          ExitCode.WRONG_WORDS,
          "standard output takes one of --json, --markdown and --junit",
          "name a file for the others");
    }
  }

  /** Writes the Markdown, if it is asked for. */
  void markdown(Supplier<String> text, Terminal terminal) {
    write(markdown, text, terminal);
  }

  /** Writes the XML, if it is asked for. */
  void junit(Supplier<String> text, Terminal terminal) {
    write(junit, text, terminal);
  }

  private static void write(@Nullable String to, Supplier<String> text, Terminal terminal) {
    if (to == null) {
      return;
    }
    if (to.equals(STANDARD_OUTPUT)) {
      terminal.printText(text.get());
      return;
    }
    try {
      Files.write(Path.of(to), text.get().getBytes(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new Failure(ExitCode.FAILED, "cannot write " + to + ": " + failed.getMessage(), "");
    }
  }
}
