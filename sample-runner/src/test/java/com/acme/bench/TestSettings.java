package com.acme.bench;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Settings as the command line gives them, so that tests run what users run. */
final class TestSettings {
  private TestSettings() {}

  static Settings of(String options) {
    Options parsed = new Options();
    Main.commandLine(parsed)
        .setErr(new PrintWriter(new StringWriter()))
        .parseArgs(options.split(" "));
    return parsed.settings();
  }
}
