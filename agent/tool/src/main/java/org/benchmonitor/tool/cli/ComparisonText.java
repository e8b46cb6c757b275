package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.benchmonitor.run.compare.Comparison;
import org.benchmonitor.run.compare.Difference;
import org.benchmonitor.run.compare.FigureText;
import org.benchmonitor.run.compare.Quantity;
import org.benchmonitor.run.compare.Remark;
import org.benchmonitor.run.compare.Verdict;

/** A comparison for people, pull requests and build servers. Stateless. */
final class ComparisonText {
  private static final int MOST_NAMED = 5;

  private static final String BRACKETS = "A verdict in brackets does not decide.";

  private ComparisonText() {}

  /** What a terminal shows. */
  static List<String> lines(Comparison comparison, Collection<Verdict> allowed) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("OPERATION", "METRIC", "BASE", "NEW", "CHANGE", "95 % INTERVAL", "VERDICT"));
    for (Difference one : comparison.differences()) {
      List<String> row = new ArrayList<>(List.of(one.operation(), one.measure().text()));
      row.addAll(figures(one));
      rows.add(row);
    }
    List<String> lines = new ArrayList<>(Table.aligned(rows));
    if (hasBrackets(comparison)) {
      lines.add("");
      lines.add(BRACKETS);
    }
    if (!comparison.remarks().isEmpty()) {
      lines.add("");
      comparison.remarks().forEach(one -> lines.add("- " + one.text()));
    }
    lines.add("");
    lines.add(summary(comparison, allowed));
    return lines;
  }

  private static boolean hasBrackets(Comparison comparison) {
    return comparison.differences().stream().anyMatch(one -> !one.gates());
  }

  private static List<String> figures(Difference one) {
    Quantity metric = one.measure().metric();
    String verdict = one.verdict().text();
    return List.of(
        FigureText.value(metric, one.base()),
        FigureText.value(metric, one.fresh()),
        FigureText.change(metric, one.change()),
        FigureText.interval(one),
        one.gates() ? verdict : "(" + verdict + ")");
  }

  /** The verdict on all, and the metrics that it rests on. */
  private static String summary(Comparison comparison, Collection<Verdict> allowed) {
    Verdict verdict = comparison.verdict(allowed);
    List<String> resting = new ArrayList<>();
    for (Difference one : comparison.differences()) {
      if (one.gates() && one.verdict() == verdict) {
        resting.add(one.measure().text() + " of " + one.operation());
      }
    }
    String named =
        String.join(", ", resting.subList(0, Math.min(MOST_NAMED, resting.size())))
            + (resting.size() > MOST_NAMED
                ? " and " + (resting.size() - MOST_NAMED) + " more"
                : "");
    String sides =
        String.format(
            Locale.ROOT,
            "%d base and %d new %s",
            comparison.base().size(),
            comparison.fresh().size(),
            comparison.fresh().size() == 1 ? "run" : "runs");
    return switch (verdict) {
      case SAME -> "same: nothing that decides is worse or better; " + sides;
      case NO_DATA ->
          resting.isEmpty() ? "no data: there is nothing to compare" : "no data: " + named;
      default -> verdict.text() + ": " + named + "; " + sides;
    };
  }

  /** A comment to a pull request. */
  static String markdown(Comparison comparison, Collection<Verdict> allowed) {
    StringBuilder text = new StringBuilder();
    text.append("### Benchmark: ").append(comparison.verdict(allowed).text()).append("\n\n");
    text.append(plain(summary(comparison, allowed))).append(".\n\n");
    text.append("| operation | metric | base | new | change | 95 % interval | verdict |\n");
    text.append("|---|---|--:|--:|--:|---|---|\n");
    for (Difference one : comparison.differences()) {
      text.append("| ").append(plain(one.operation())).append(" | ").append(one.measure().text());
      List<String> figures = figures(one);
      for (int i = 0; i < figures.size(); i++) {
        boolean isBold =
            i == figures.size() - 1
                && one.gates()
                && (one.verdict() == Verdict.WORSE || one.verdict() == Verdict.BETTER);
        text.append(" | ").append(isBold ? "**" + figures.get(i) + "**" : figures.get(i));
      }
      text.append(" |\n");
    }
    if (hasBrackets(comparison)) {
      text.append('\n').append(BRACKETS).append('\n');
    }
    if (!comparison.remarks().isEmpty()) {
      text.append('\n');
      for (Remark one : comparison.remarks()) {
        text.append("- ").append(plain(one.text())).append('\n');
      }
    }
    text.append("\nBase: ").append(plain(String.join(", ", comparison.base())));
    text.append("  \nNew: ").append(plain(String.join(", ", comparison.fresh()))).append('\n');
    return text.toString();
  }

  /** Names come from other programs: they are neither markup nor mentions of anybody. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (char c : Terminal.clean(text).toCharArray()) {
      switch (c) {
        case '&' -> plain.append("&amp;");
        case '<' -> plain.append("&lt;");
        case '>' -> plain.append("&gt;");
        case '@' -> plain.append("&#64;");
        case '|', '`', '*', '_', '[', ']', '\\', '~', '#', '!' -> plain.append('\\').append(c);
        default -> plain.append(c);
      }
    }
    return plain.toString();
  }

  /** A test for each metric that decides; the others are left out. */
  static String junit(Comparison comparison, Collection<Verdict> allowed) {
    JUnitText text = new JUnitText("compare");
    for (Difference one : comparison.differences()) {
      if (one.gates()) {
        String name = one.measure().text();
        String figures = String.join(", ", figures(one));
        boolean isBad = one.verdict() == Verdict.WORSE || Verdict.unknown().contains(one.verdict());
        if (!isBad) {
          text.passed(one.operation(), name, figures);
        } else if (allowed.contains(one.verdict())) {
          text.skipped(one.operation(), name, one.verdict().text());
        } else {
          text.failed(
              one.operation(), name, one.verdict().text() + ": " + figures, told(comparison, one));
        }
      }
    }
    return text.xml();
  }

  /** What there is to say of a metric. */
  private static String told(Comparison comparison, Difference one) {
    List<String> told = new ArrayList<>();
    for (Remark remark : comparison.remarks()) {
      boolean isAbout =
          remark.operation().equals(one.operation())
              && remark.measure().equals(one.measure().text());
      if (isAbout || remark.operation().isEmpty()) {
        told.add(remark.text());
      }
    }
    return String.join("\n", told);
  }
}
