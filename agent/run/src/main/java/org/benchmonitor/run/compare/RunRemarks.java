package org.benchmonitor.run.compare;

import static org.benchmonitor.run.compare.FigureText.count;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.benchmonitor.run.compare.Remark.Kind;

/** Says what the runs that are compared let one know, whatever their figures are. */
record RunRemarks(Side base, Side fresh, Side history) {
  /** Adds what there is to say. */
  void addTo(Set<Remark> remarks) {
    runs(remarks);
    order(remarks);
    unlike(remarks);
  }

  private int degrees() {
    return Math.max(0, base.values().size() - 1)
        + Math.max(0, fresh.values().size() - 1)
        + Math.max(0, history.values().size() - 1);
  }

  private void runs(Set<Remark> remarks) {
    int inBase = base.runs().size();
    int inFresh = fresh.runs().size();
    boolean isKnown = degrees() >= Estimate.LEAST_DEGREES;
    if (inBase == 1 && inFresh == 1 && history.runs().isEmpty()) {
      remarks.add(
          Remark.general(
              Kind.ONE_RUN_A_SIDE,
              "One run a side, and no history: the intervals cover the noise inside of these two"
                  + " runs alone, and not what differs from run to run. There is no verdict. Record"
                  + " five runs of the base's version, or give five runs a side."));
    } else if (!isKnown) {
      remarks.add(
          Remark.general(
              Kind.TOO_FEW_RUNS,
              "Too few runs to tell how much runs differ: "
                  + count(base.values().size(), "value")
                  + " of the base, "
                  + fresh.values().size()
                  + " of the new version and "
                  + history.values().size()
                  + " of the history leave "
                  + degrees()
                  + " degrees of freedom, and a verdict needs "
                  + Estimate.LEAST_DEGREES
                  + ". There is no verdict. Give three runs a side, or better five."));
    } else if (inFresh == 1) {
      remarks.add(
          Remark.general(
              Kind.ONE_NEW_RUN,
              "One new run: the verdicts assume that the new version is as stable as the "
                  + count(inBase + history.runs().size(), "run")
                  + " of the base. One run cannot show that."));
    }
    if (!history.runs().isEmpty()) {
      remarks.add(
          Remark.general(
              Kind.HISTORY,
              count(history.runs().size(), "recorded run")
                  + " of version "
                  + Settings.version(history.runs())
                  + " of the base, beside those that are compared, help to tell how much runs"
                  + " differ: "
                  + Settings.named(history.runs().stream().map(MeasuredRun::name).toList())
                  + "."));
    }
    sitting("base", base, remarks);
    sitting("new", fresh, remarks);
    sitting("recorded", history, remarks);
  }

  private static void sitting(String which, Side side, Set<Remark> remarks) {
    if (side.values().size() < side.runs().size()) {
      remarks.add(
          Remark.general(
              Kind.ONE_SITTING,
              "The "
                  + count(side.runs().size(), which + " run")
                  + " count as "
                  + count(side.values().size(), "value")
                  + ": those that were made back to back, with no run of the other side among them,"
                  + " have the state of the machine in common. Run the two versions in turns."));
    }
  }

  private void order(Set<Remark> remarks) {
    if (base.runs().size() + fresh.runs().size() < 3) {
      return;
    }
    if (isBefore(base, fresh)) {
      remarks.add(first("base", "new"));
    } else if (isBefore(fresh, base)) {
      remarks.add(first("new", "base"));
    }
  }

  private static boolean isBefore(Side one, Side other) {
    Instant last =
        one.runs().stream().map(MeasuredRun::start).max(Comparator.naturalOrder()).orElseThrow();
    return other.runs().stream().allMatch(run -> run.start().isAfter(last));
  }

  private static Remark first(String early, String late) {
    return Remark.general(
        Kind.ONE_SIDE_FIRST,
        "All "
            + early
            + " runs were made before all "
            + late
            + " ones: a change of the machine in between looks like a change of the code. Run the"
            + " two versions in turns.");
  }

  private void unlike(Set<Remark> remarks) {
    List<MeasuredRun> all = new ArrayList<>(base.runs());
    all.addAll(fresh.runs());
    for (String difference : Settings.differences(all)) {
      remarks.add(
          Remark.general(
              Kind.NOT_ALIKE,
              "The runs are not alike, so a difference may come from that. " + difference + "."));
    }
  }
}
