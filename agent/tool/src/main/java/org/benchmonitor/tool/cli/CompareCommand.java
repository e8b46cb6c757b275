package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.compare.Comparison;
import org.benchmonitor.run.compare.ComparisonView;
import org.benchmonitor.run.compare.Measure;
import org.benchmonitor.run.compare.MeasuredRun;
import org.benchmonitor.run.compare.Rules;
import org.benchmonitor.run.compare.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare}. */
@Command(
    name = "compare",
    customSynopsis = "java -jar monitor.jar compare [OPTIONS] BASE... -- NEW...",
    description =
        "Compares the runs of a new version with those of a base, and tells for each operation and"
            + " metric whether it is better, worse or the same, or why that is not known.")
final class CompareCommand extends MonitorCommand {
  @Parameters(
      index = "0..*",
      arity = "0..*",
      paramLabel = "BASE",
      description =
          "The runs of the base; behind -- those of the new version. Each is the id of a record or"
              + " its beginning, a file (a record or an HTML report), a process id, a URL, or a part"
              + " of a main class.")
  private List<String> base = new ArrayList<>();

  @Option(names = "--", arity = "0..*", hidden = true)
  private List<String> fresh = new ArrayList<>();

  @Option(
      names = "--change",
      paramLabel = "PERCENT",
      description = "The smallest change that matters; 5%% if not given.")
  private String change = "5%";

  @Option(
      names = "--gate",
      split = ",",
      paramLabel = "METRIC",
      description =
          "What decides, with commas between: throughput, errors, p50, p90, p99, p99.9, and"
              + " p50-corrected and so on. Without it: throughput,errors,p50,p90,p99.")
  private @Nullable List<String> gates;

  @Option(
      names = "--allow",
      split = ",",
      paramLabel = "VERDICT",
      description = "What is as good as no change: inconclusive, no-data, or both.")
  private List<String> allow = new ArrayList<>();

  @Option(names = "--force", description = "Compare also runs that are not alike.")
  private boolean force;

  @Option(
      names = "--no-history",
      description = "Look at the named runs alone, and not at recorded ones of the base's version.")
  private boolean withoutHistory;

  @Mixin private TextFiles files = new TextFiles();

  @Mixin private RecordChoice place = new RecordChoice();

  @Mixin private ImportOptions imports = new ImportOptions();

  CompareCommand(Tools tools) {
    super(tools);
  }

  /** It divides its words by what ends the options elsewhere. */
  static CommandLine line(Tools tools) {
    CommandLine line = new CommandLine(new CompareCommand(tools));
    line.getCommandSpec().parser().endOfOptionsDelimiter("\0");
    return line;
  }

  @Override
  ExitCode run() {
    Rules rules = new Rules(change(), gates());
    List<Verdict> allowed = allowed();
    files.check(isJson());
    if (base.isEmpty() || fresh.isEmpty()) {
      throw wrong(
          base.isEmpty() ? "no run of the base is named" : "no new run is named",
          "compare BASE... -- NEW... names both");
    }
    ComparedRuns runs = new ComparedRuns(this, place, imports);
    List<MeasuredRun> ofBase = runs.read(base);
    List<MeasuredRun> ofFresh = runs.read(fresh);
    refuseTwice(ofBase, ofFresh);
    refuseUnlike(ofBase, ofFresh);
    List<MeasuredRun> history = withoutHistory ? List.of() : runs.history(ofBase, ofFresh);
    Comparison comparison = Comparison.of(ofBase, ofFresh, history, rules);
    show(comparison, allowed);
    return switch (comparison.verdict(allowed)) {
      case WORSE -> ExitCode.BAD;
      case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
      case NO_DATA -> ExitCode.NO_DATA;
      default -> ExitCode.DONE;
    };
  }

  private void show(Comparison comparison, List<Verdict> allowed) {
    files.markdown(() -> ComparisonText.markdown(comparison, allowed), terminal());
    files.junit(() -> ComparisonText.junit(comparison, allowed), terminal());
    if (!files.isPrinted()) {
      terminal()
          .print(ComparisonView.of(comparison, allowed), ComparisonText.lines(comparison, allowed));
    }
  }

  private double change() {
    return Rules.change(change)
        .orElseThrow(() -> wrong("--change is '" + change + "', allowed is " + Rules.CHANGES, ""));
  }

  private List<Measure> gates() {
    return gates == null ? Measure.USUAL : gates.stream().map(CompareCommand::gate).toList();
  }

  private static Measure gate(String name) {
    return Measure.named(name.strip())
        .orElseThrow(() -> wrong("--gate is '" + name + "', allowed are " + Measure.allowed(), ""));
  }

  private List<Verdict> allowed() {
    List<Verdict> allowed = new ArrayList<>();
    for (String one : allow) {
      allowed.add(
          Verdict.named(one.strip())
              .filter(Verdict.unknown()::contains)
              .orElseThrow(
                  () ->
                      wrong("--allow is '" + one + "', allowed are inconclusive and no-data", "")));
    }
    return allowed;
  }

  private static void refuseTwice(List<MeasuredRun> base, List<MeasuredRun> fresh) {
    Comparison.twice(base, fresh)
        .ifPresent(
            name -> {
              throw wrong("run " + name + " is named twice", "each run counts once");
            });
  }

  private void refuseUnlike(List<MeasuredRun> base, List<MeasuredRun> fresh) {
    List<String> differences = Comparison.unlike(base, fresh);
    if (!differences.isEmpty() && !force) {
      throw wrong(
          "the runs are not alike: " + String.join(". ", differences),
          "--force compares them nevertheless, and says so");
    }
  }

  private static Failure wrong(String message, String hint) {
    return new Failure(ExitCode.WRONG_WORDS, message, hint);
  }
}
