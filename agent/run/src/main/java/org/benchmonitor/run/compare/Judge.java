package org.benchmonitor.run.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges the metrics of two sides, all of one kind of latency together. Immutable. */
record Judge(Side base, Side fresh, Side history, Rules rules) {
  private record Key(String operation, Measure measure) {}

  /** A metric with enough data on both sides. */
  private record Candidate(String operation, Measure measure, Estimate estimate, double least) {}

  /**
   * Judges all operations.
   *
   * @param isCorrected whether by their corrected latencies; those are a family of their own, so
   *     that a rule that corrects makes no raw figure harder to judge
   */
  List<Difference> judged(Collection<String> operations, boolean isCorrected) {
    List<Candidate> candidates = new ArrayList<>();
    Map<Key, Difference> differences = new LinkedHashMap<>();
    for (String operation : operations) {
      for (Measure measure : Measure.ALL) {
        if (measure.isCorrected() == isCorrected && hasSome(operation, measure)) {
          if (hasAll(operation, measure)) {
            candidates.add(candidate(operation, measure));
          }
          differences.put(new Key(operation, measure), unknown(operation, measure));
        }
      }
    }
    for (Difference one : judged(candidates)) {
      differences.put(new Key(one.operation(), one.measure()), one);
    }
    return List.copyOf(differences.values());
  }

  private Difference unknown(String operation, Measure measure) {
    return Difference.unknown(
        operation,
        measure,
        rules.gates().contains(measure),
        base.shown(operation, measure),
        fresh.shown(operation, measure));
  }

  private boolean hasSome(String operation, Measure measure) {
    return base.hasSome(operation, measure) || fresh.hasSome(operation, measure);
  }

  private boolean hasAll(String operation, Measure measure) {
    return base.hasAll(operation, measure) && fresh.hasAll(operation, measure);
  }

  private Candidate candidate(String operation, Measure measure) {
    SideValues ofBase = base.of(operation, measure);
    Estimate estimate =
        Estimate.of(
            measure.metric(), ofBase, fresh.of(operation, measure), history.of(operation, measure));
    return new Candidate(
        operation, measure, estimate, rules.least(measure.metric(), ofBase.mean()));
  }

  private List<Difference> judged(List<Candidate> candidates) {
    boolean[] worse =
        Holm.passes(candidates.stream().mapToDouble(one -> one.estimate.chanceOfWorse()).toArray());
    boolean[] better =
        Holm.passes(
            candidates.stream().mapToDouble(one -> one.estimate.chanceOfBetter()).toArray());
    List<Difference> judged = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate one = candidates.get(i);
      judged.add(difference(one, verdict(one, worse[i], better[i]), candidates.size()));
    }
    return judged;
  }

  private static Verdict verdict(Candidate one, boolean isWorse, boolean isBetter) {
    Estimate estimate = one.estimate;
    if (!estimate.isKnown()) {
      return Verdict.INCONCLUSIVE;
    }
    if (isWorse && estimate.difference() > one.least) {
      return Verdict.WORSE;
    }
    if (isBetter && -estimate.difference() > one.least) {
      return Verdict.BETTER;
    }
    return estimate.low() > -one.least && estimate.high() < one.least
        ? Verdict.SAME
        : Verdict.INCONCLUSIVE;
  }

  private Difference difference(Candidate one, Verdict verdict, int metrics) {
    Quantity metric = one.measure.metric();
    Estimate estimate = one.estimate;
    double ofBase = base.of(one.operation, one.measure).mean();
    double wanted = rules.wanted(metric, ofBase);
    return new Difference(
        one.operation,
        one.measure,
        rules.gates().contains(one.measure),
        metric.value(ofBase),
        metric.value(ofBase + estimate.difference()),
        estimate.difference(),
        estimate.low(),
        estimate.high(),
        verdict,
        Math.sqrt(estimate.variance()),
        estimate.isKnown() ? estimate.visible(one.least, metrics) : Double.NaN,
        wanted,
        estimate.isKnown() && verdict == Verdict.INCONCLUSIVE
            ? estimate.runsFor(wanted, one.least, metrics)
            : 0);
  }
}
