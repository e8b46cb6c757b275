package org.benchmonitor.run.compare;

import static org.benchmonitor.run.compare.FigureText.count;
import static org.benchmonitor.run.compare.FigureText.size;
import static org.benchmonitor.run.compare.Remark.about;
import static org.benchmonitor.run.compare.Remark.subject;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.run.compare.Remark.Kind;
import org.benchmonitor.run.compare.Sample.Drift;
import org.benchmonitor.run.compare.Sample.Tail;
import org.jspecify.annotations.Nullable;

/** Says what the figures of a comparison cannot. */
final class Remarks {
  /** Below this chance the new runs differ more among themselves than those of the base. */
  private static final double UNSTABLE = 0.01;

  /** Calls that are worth less than this part of their number came together. */
  private static final double IN_BURSTS = 0.5;

  private static final List<Quantity> DRIFTING = List.of(Quantity.P50, Quantity.THROUGHPUT);

  private final Rules rules;
  private final Side base;
  private final Side fresh;
  private final Side history;

  Remarks(Judge judge, Rules rules) {
    this.rules = rules;
    this.base = judge.base();
    this.fresh = judge.fresh();
    this.history = judge.history();
  }

  List<Remark> of(List<Difference> differences) {
    Set<Remark> remarks = new LinkedHashSet<>();
    new RunRemarks(base, fresh, history).addTo(remarks);
    if (differences.stream().anyMatch(one -> one.verdict() == Verdict.SAME)) {
      remarks.add(
          Remark.general(
              Kind.SAME,
              "'same' means no change of "
                  + FigureText.percent(rules.change())
                  + " or more. It never means no change."));
    }
    for (Difference one : differences) {
      if (one.verdict() == Verdict.NO_DATA) {
        remarks.add(new ShortageRemarks(runs()).of(one));
      } else if (one.verdict() == Verdict.INCONCLUSIVE && !Double.isNaN(one.visible())) {
        remarks.add(inconclusive(one));
      }
      bursts(one, remarks);
      drift(one, remarks);
    }
    stability(differences, remarks);
    List<Remark> sorted = new ArrayList<>(remarks);
    sorted.sort(Comparator.comparing(one -> !one.operation().isEmpty()));
    return List.copyOf(sorted);
  }

  private static Remark inconclusive(Difference one) {
    Quantity metric = one.measure().metric();
    boolean isEnough = one.runsNeeded() < Estimate.MOST_RUNS;
    return about(
        Kind.INCONCLUSIVE,
        one,
        subject(one)
            + ": "
            + FigureText.change(metric, one.change())
            + ", or anything from "
            + FigureText.interval(one)
            + ". Runs of one version differ by "
            + size(metric, one.spread())
            + " (standard deviation), so these runs show a change for the worse in nine cases of"
            + " ten only from "
            + size(metric, one.visibleChange())
            + " on. For "
            + size(metric, one.wantedChange())
            + " it takes "
            + (isEnough ? one.runsNeeded() : "more than " + Estimate.MOST_RUNS)
            + " runs a side.");
  }

  /** All that are compared, those of the base first. */
  private List<MeasuredRun> runs() {
    List<MeasuredRun> all = new ArrayList<>(base.runs());
    all.addAll(fresh.runs());
    return all;
  }

  private void bursts(Difference one, Set<Remark> remarks) {
    if (one.measure().metric() != Quantity.P999 || one.verdict() == Verdict.NO_DATA) {
      return;
    }
    @Nullable MeasuredRun worst = null;
    @Nullable Tail least = null;
    for (MeasuredRun run : runs()) {
      Sample sample = run.sample(one.operation(), one.measure());
      Tail tail = sample == null ? null : sample.tail();
      if (tail != null && (least == null || tail.worth() < least.worth())) {
        worst = run;
        least = tail;
      }
    }
    if (worst != null && least != null && least.worth() < IN_BURSTS * least.calls()) {
      remarks.add(
          about(
              Kind.FEW_BURSTS,
              one,
              String.format(
                  Locale.ROOT,
                  "%s rests on few bursts: in run %s the %.0f calls above it came in %s, and tell"
                      + " as much as %.0f independent ones.",
                  subject(one),
                  worst.name(),
                  least.calls(),
                  count(least.bursts(), "burst"),
                  Math.max(1, least.worth()))));
    }
  }

  /**
   * How the runs of each side differ among themselves, beyond what is inside of each.
   *
   * @param chance of such a ratio between sides of which none is less stable
   */
  private record Stability(Difference one, double usual, double now, double chance) {}

  /** Says of each operation where its new runs differ most, if they do. */
  private void stability(List<Difference> differences, Set<Remark> remarks) {
    Map<String, Stability> least = new LinkedHashMap<>();
    for (Difference one : differences) {
      Stability stability = one.isKnown() ? stability(one) : null;
      if (stability != null && stability.chance < UNSTABLE) {
        least.merge(one.operation(), stability, (a, b) -> a.chance <= b.chance ? a : b);
      }
    }
    for (Stability stability : least.values()) {
      Quantity metric = stability.one.measure().metric();
      remarks.add(
          about(
              Kind.LESS_STABLE,
              stability.one,
              subject(stability.one)
                  + ": the new runs differ among themselves by "
                  + size(metric, Math.sqrt(stability.now))
                  + ", those of the base by "
                  + size(metric, Math.sqrt(stability.usual))
                  + " (standard deviations). That is a finding of its own."));
    }
  }

  private @Nullable Stability stability(Difference one) {
    SideValues ofBase = base.of(one.operation(), one.measure());
    SideValues ofFresh = fresh.of(one.operation(), one.measure());
    SideValues ofHistory = history.of(one.operation(), one.measure());
    int degrees = ofBase.degrees() + ofHistory.degrees();
    if (degrees == 0 || ofFresh.degrees() == 0) {
      return null;
    }
    double usual = Math.max((ofBase.squares() + ofHistory.squares()) / degrees, ofBase.within());
    double now = ofFresh.squares() / ofFresh.degrees();
    return new Stability(
        one, usual, now, StudentT.ratioAbove(now / usual, ofFresh.degrees(), degrees));
  }

  private void drift(Difference one, Set<Remark> remarks) {
    Quantity metric = one.measure().metric();
    if (one.measure().isCorrected() || !DRIFTING.contains(metric)) {
      return;
    }
    drift("base", base, one, remarks);
    drift("new", fresh, one, remarks);
  }

  private void drift(String which, Side side, Difference one, Set<Remark> remarks) {
    int drifting = 0;
    double sum = 0;
    for (Sample sample : side.samples(one.operation(), one.measure())) {
      Drift drift = sample == null ? Drift.NONE : sample.drift();
      if (drift.isClear(Math.log1p(rules.change()))) {
        drifting++;
        sum += drift.change();
      }
    }
    if (drifting == 0 || 2 * drifting < side.runs().size()) {
      return;
    }
    Quantity metric = one.measure().metric();
    double change = metric.value(sum / drifting) - 1;
    remarks.add(
        about(
            Kind.DRIFT,
            one,
            subject(one)
                + " drifts: from the first tenth of the run to the last it changes by "
                + FigureText.change(metric, change)
                + " in "
                + drifting
                + " of "
                + count(side.runs().size(), which + " run")
                + ". Leave out more warm-up."));
  }
}
