package org.benchmonitor.setup.config;

import java.util.List;

/** Prints the table of options for {@code help options} and for the README. */
public final class OptionHelp {
  private static final int WIDTH = 100;
  private static final int MEANING_AT = 22;

  private OptionHelp() {}

  /** A plain text of at most 100 columns. */
  public static String text() {
    StringBuilder text = new StringBuilder();
    text.append(
            "Options, strongest first: agent arguments key=value,key=value - system properties\n")
        .append(
            "-Dmonitor.key=value - environment BENCH_MONITOR_KEY=value - the YAML file of config=file.\n")
        .append("Put a value that contains a comma in single quotes.\n\n");
    for (Option<?> option : Options.all()) {
      text.append(option.key()).append(" ".repeat(MEANING_AT - option.key().length()));
      wrap(text, meaning(option));
      text.append(" ".repeat(MEANING_AT));
      wrap(text, "allowed: " + option.type().allowed());
      text.append(" ".repeat(MEANING_AT));
      wrap(text, "default: " + option.defaultText());
    }
    return text.toString();
  }

  /** A Markdown table. */
  public static String markdown() {
    StringBuilder table = new StringBuilder();
    table.append("| key | default | allowed | meaning |\n|---|---|---|---|\n");
    for (Option<?> option : Options.all()) {
      table
          .append("| `")
          .append(option.key())
          .append("` | ")
          .append(option.defaultValue() == null ? "" : "`")
          .append(cell(option.defaultText()))
          .append(option.defaultValue() == null ? "" : "`")
          .append(" | ")
          .append(cell(option.type().allowed()))
          .append(" | ")
          .append(cell(meaning(option)))
          .append(" |\n");
    }
    return table.toString();
  }

  private static String meaning(Option<?> option) {
    return option.isRepeatable() ? option.description() + "; repeatable" : option.description();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }

  private static void wrap(StringBuilder text, String words) {
    int column = MEANING_AT;
    for (String word : List.of(words.split(" "))) {
      if (column > MEANING_AT && column + 1 + word.length() > WIDTH) {
        text.append('\n').append(" ".repeat(MEANING_AT));
        column = MEANING_AT;
      }
      if (column > MEANING_AT) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    text.append('\n');
  }
}
