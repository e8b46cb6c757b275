package org.benchmonitor.run.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * New runs beside a base: what differs, and what may be said of it.
 *
 * @param base the names of its runs
 * @param fresh those of the new runs
 * @param history those of further runs of the base's version
 * @param differences by operation and measure
 * @param remarks what must be known to read them, the general ones first
 */
public record Comparison(
    List<String> base,
    List<String> fresh,
    List<String> history,
    Rules rules,
    List<Difference> differences,
    List<Remark> remarks) {

  /**
   * Compares runs, however unlike they are.
   *
   * @param base one or more
   * @param fresh one or more, none of them in the base
   * @param history none of them in the base or among the new ones
   */
  public static Comparison of(
      List<MeasuredRun> base, List<MeasuredRun> fresh, List<MeasuredRun> history, Rules rules) {
    Sittings sittings = new Sittings(both(base, history), fresh);
    Judge judge =
        new Judge(
            new Side(base, sittings.values(base)),
            new Side(fresh, sittings.values(fresh)),
            new Side(history, sittings.values(history)),
            rules);
    List<Difference> differences = new ArrayList<>();
    differences.addAll(judge.judged(operations(base, fresh), false));
    differences.addAll(judge.judged(operations(base, fresh), true));
    Remarks remarks = new Remarks(judge, rules);
    return new Comparison(
        names(base), names(fresh), names(history), rules, differences, remarks.of(differences));
  }

  /** The name of a run that is there a second time, if one is: each counts once. */
  public static Optional<String> twice(List<MeasuredRun> base, List<MeasuredRun> fresh) {
    List<MeasuredRun> all = both(base, fresh);
    for (int i = 0; i < all.size(); i++) {
      MeasuredRun run = all.get(i);
      if (all.subList(0, i).stream().anyMatch(run::isSameAs)) {
        return Optional.of(run.name());
      }
    }
    return Optional.empty();
  }

  /** What the runs differ in that should be alike, one line each. */
  public static List<String> unlike(List<MeasuredRun> base, List<MeasuredRun> fresh) {
    return Settings.differences(both(base, fresh));
  }

  private static List<MeasuredRun> both(List<MeasuredRun> some, List<MeasuredRun> others) {
    List<MeasuredRun> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private static List<String> names(List<MeasuredRun> runs) {
    return runs.stream().map(MeasuredRun::name).toList();
  }

  private static Set<String> operations(List<MeasuredRun> base, List<MeasuredRun> fresh) {
    Set<String> operations = new LinkedHashSet<>();
    base.forEach(run -> operations.addAll(run.raw().keySet()));
    fresh.forEach(run -> operations.addAll(run.raw().keySet()));
    return operations;
  }

  /**
   * The verdict on all: the worst of those that decide. Nothing that decides is no data.
   *
   * @param allowed what is as good as no change
   */
  public Verdict verdict(Collection<Verdict> allowed) {
    List<Verdict> deciding =
        differences.stream().filter(Difference::gates).map(Difference::verdict).toList();
    for (Verdict bad : List.of(Verdict.WORSE, Verdict.INCONCLUSIVE, Verdict.NO_DATA)) {
      if (deciding.contains(bad) && !allowed.contains(bad)) {
        return bad;
      }
    }
    if (deciding.isEmpty() && !allowed.contains(Verdict.NO_DATA)) {
      return Verdict.NO_DATA;
    }
    return deciding.contains(Verdict.BETTER) ? Verdict.BETTER : Verdict.SAME;
  }

  /** The difference of one measure, if it is there. */
  public Optional<Difference> difference(String operation, Measure measure) {
    return differences.stream()
        .filter(one -> one.operation().equals(operation) && one.measure().equals(measure))
        .findFirst();
  }

  /** The remarks that are about all. */
  public List<Remark> general() {
    return remarks.stream().filter(one -> one.operation().isEmpty()).toList();
  }

  /** The remarks about one operation. */
  public List<Remark> about(String operation) {
    return remarks.stream().filter(one -> one.operation().equals(operation)).toList();
  }
}
