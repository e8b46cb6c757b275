package org.benchmonitor.run.compare;

import static org.benchmonitor.run.compare.Remark.about;
import static org.benchmonitor.run.compare.Remark.subject;

import java.util.List;
import java.util.Locale;
import org.benchmonitor.run.compare.Remark.Kind;
import org.benchmonitor.run.compare.Sample.Tail;
import org.jspecify.annotations.Nullable;

/**
 * Says where there is too little data, and what it would take.
 *
 * @param runs those that are compared
 */
record ShortageRemarks(List<MeasuredRun> runs) {
  /** Of the first run that has too little of a metric. */
  Remark of(Difference one) {
    for (MeasuredRun run : runs) {
      Sample sample = run.sample(one.operation(), one.measure());
      if (sample == null) {
        return about(Kind.NO_DATA, one, subject(one) + ": run " + run.name() + " has none.");
      }
      Shortage shortage = sample.shortage();
      if (shortage != null) {
        return shortage(one, run, shortage, sample.tail());
      }
    }
    throw new IllegalStateException(subject(one) + " has enough data");
  }

  private static Remark shortage(
      Difference one, MeasuredRun run, Shortage shortage, @Nullable Tail tail) {
    String longer =
        " The run would have to be about "
            + FigureText.length((double) run.nanos() * shortage.times())
            + " long; it has "
            + FigureText.length((double) run.nanos())
            + ".";
    String has = String.format(Locale.ROOT, "%.0f", Math.floor(shortage.has() + 1e-6));
    String needs = String.format(Locale.ROOT, "%.0f", shortage.needs());
    return switch (shortage.kind()) {
      case INTERVALS ->
          Remark.general(
              Kind.NO_DATA,
              "Run "
                  + run.name()
                  + " has only "
                  + run.intervals()
                  + " intervals without its warm-up, and "
                  + needs
                  + " are needed."
                  + (run.intervals() == 0 ? "" : longer));
      case CALLS ->
          about(
              Kind.NO_DATA,
              one,
              subject(one)
                  + ": run "
                  + run.name()
                  + " has no "
                  + (one.measure().metric().isQuantile() ? "successful call." : "call."));
      case CALLS_ABOVE ->
          about(
              Kind.NO_DATA,
              one,
              subject(one)
                  + ": in run "
                  + run.name()
                  + " only "
                  + has
                  + " calls are above it, and "
                  + needs
                  + " are needed."
                  + longer);
      case SECONDS_ABOVE ->
          about(
              Kind.NO_DATA,
              one,
              subject(one)
                  + ": in run "
                  + run.name()
                  + " the "
                  + String.format(Locale.ROOT, "%.0f", tail == null ? 0 : tail.calls())
                  + " calls above it came in only "
                  + has
                  + " different seconds, and "
                  + needs
                  + " are needed."
                  + longer);
    };
  }
}
