package org.benchmonitor.tool.cli;

/** A failed command: the reason, what to do about it, and the exit code. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode exit;
  private final String hint;

  private final String url;

  Failure(ExitCode exit, String message, String hint) {
    this(exit, message, hint, "");
  }

  /** A failure that nevertheless has a URL to print. */
  Failure(ExitCode exit, String message, String hint, String url) {
    super(message);
    this.exit = exit;
    this.hint = hint;
    this.url = url;
  }

  /** May be empty. */
  String url() {
    return url;
  }

  ExitCode exit() {
    return exit;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  /** May be empty. */
  String hint() {
    return hint;
  }
}
