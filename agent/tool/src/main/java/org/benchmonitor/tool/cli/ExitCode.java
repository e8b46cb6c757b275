package org.benchmonitor.tool.cli;

import java.util.Locale;

/** The exit code of a command. */
enum ExitCode {
  DONE(0, "done"),
  FAILED(1, "failed, the message says why"),
  WRONG_WORDS(2, "wrong words, a bad option or a bad pattern; nothing was touched"),
  NO_SUCH_JVM(3, "no such process, or no JVM"),
  NOT_ALLOWED(4, "another user's JVM, no attaching, a container, no memory, control=false"),
  NOT_MONITORED(5, "the JVM is not monitored"),
  ALREADY_MONITORED(6, "the JVM is monitored already; its URL is printed"),
  NOT_NOW(7, "the run's status does not allow it"),
  TIMED_OUT(8, "no answer in time"),
  BAD(9, "worse than the base"),
  INCONCLUSIVE(10, "not known to be worse, and not known to be as good"),
  NO_DATA(11, "too little data to tell"),
  NO_SUCH_RECORD(12, "no such recorded run");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  String meaning() {
    return meaning;
  }

  /** As JSON has it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
