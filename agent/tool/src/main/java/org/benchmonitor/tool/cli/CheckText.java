package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.model.DurationText;
import org.benchmonitor.run.threshold.Alert;
import org.benchmonitor.run.threshold.Alert.State;
import org.benchmonitor.run.threshold.Judgement;

/** What a run has kept to, for people, pull requests and build servers. Stateless. */
final class CheckText {
  private CheckText() {}

  /** What a terminal shows. */
  static List<String> lines(RecordedRun run, Judgement judgement, boolean atEnd) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("STATE", "THRESHOLD", "VALUE", "WORST", "BROKEN"));
    for (Alert alert : judgement.alerts()) {
      rows.add(
          List.of(alert.state().text(), name(alert), value(alert), worst(alert), broken(alert)));
    }
    List<String> lines = new ArrayList<>(Table.aligned(rows));
    lines.add("");
    lines.add(summary(run, judgement, atEnd));
    return lines;
  }

  /** For a pull request. */
  static String markdown(RecordedRun run, Judgement judgement, boolean atEnd) {
    StringBuilder text = new StringBuilder();
    text.append("**").append(cell(summary(run, judgement, atEnd))).append("**\n\n");
    text.append("| state | threshold | value | worst | broken |\n|---|---|--:|--:|--:|\n");
    for (Alert alert : judgement.alerts()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s |%n",
              alert.state().text(),
              cell(name(alert)),
              value(alert),
              worst(alert),
              broken(alert)));
    }
    return text.toString().replace("\r\n", "\n");
  }

  /** For a build server: a case for each threshold. */
  static String junit(RecordedRun run, Judgement judgement, boolean atEnd) {
    JUnitText text = new JUnitText("thresholds of " + run.id());
    for (Alert alert : judgement.alerts()) {
      boolean isBad = alert.isBroken(atEnd) || alert.state() == State.NO_DATA;
      if (isBad) {
        text.failed("thresholds", alert.threshold().name(), sentence(alert), name(alert));
      } else {
        text.passed("thresholds", alert.threshold().name(), sentence(alert));
      }
    }
    return text.xml();
  }

  /** The condition, with its name if that is another. */
  private static String name(Alert alert) {
    String condition = alert.threshold().condition();
    String name = alert.threshold().name();
    return name.equals(condition) ? condition : name + ": " + condition;
  }

  private static String value(Alert alert) {
    return Double.isNaN(alert.value()) ? "-" : alert.shown(alert.value());
  }

  private static String worst(Alert alert) {
    return Double.isNaN(alert.worst()) ? "-" : alert.shown(alert.worst());
  }

  private static String broken(Alert alert) {
    return alert.times() == 0 ? "-" : alert.times() + "x, " + DurationText.of(alert.brokenNanos());
  }

  private static String sentence(Alert alert) {
    String broken =
        alert.times() == 0
            ? ""
            : "; broken " + broken(alert) + ", at worst " + alert.shown(alert.worst());
    return alert.text() + broken;
  }

  private static String summary(RecordedRun run, Judgement judgement, boolean atEnd) {
    int all = judgement.alerts().size();
    String of = all == 1 ? "the threshold" : all + " thresholds";
    String verdict =
        switch (judgement.verdict(atEnd)) {
          case BROKEN -> "does not keep to " + of;
          case NO_DATA -> "has too little data for " + of;
          default -> "keeps to " + of;
        };
    return "run " + run.id() + " " + verdict + missing(judgement);
  }

  /** Why there is nothing to judge. */
  private static String missing(Judgement judgement) {
    StringBuilder reasons = new StringBuilder();
    for (Alert alert : judgement.in(State.NO_DATA)) {
      reasons
          .append(reasons.isEmpty() ? "; no data for " : ", ")
          .append(alert.threshold().name())
          .append(" (")
          .append(alert.reason())
          .append(')');
    }
    return reasons.toString();
  }

  private static String cell(String text) {
    return Terminal.clean(text).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
  }
}
