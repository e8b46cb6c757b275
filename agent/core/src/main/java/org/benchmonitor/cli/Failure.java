package org.benchmonitor.cli;

/** A command that cannot be done: the reason, what to do about it, and the exit code. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode exit;
  private final String hint;

  Failure(ExitCode exit, String message, String hint) {
    super(message);
    this.exit = exit;
    this.hint = hint;
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
