package org.benchmonitor.run.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.export.Excerpt;
import org.benchmonitor.run.export.Format;
import org.benchmonitor.run.export.Pieces;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.FixedRun;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;

/** Writes a range as a report. One of the whole run also has its warm-up, as the page shows it. */
final class HtmlFormat implements Format {
  @Override
  public String name() {
    return "html";
  }

  @Override
  public String mediaType() {
    return "text/html";
  }

  @Override
  public String description() {
    return "this page with the run in it, one file";
  }

  @Override
  public void write(Excerpt excerpt, Pieces out) throws IOException {
    HtmlReport.write(shown(excerpt, out), excerpt.server(), null, out);
  }

  private static RunView shown(Excerpt excerpt, Pieces out) {
    RunView run = excerpt.run();
    Snapshot snapshot = excerpt.snapshot();
    List<Interval> all = run.select(Selection.upTo(snapshot.sequence()));
    List<Interval> chosen = excerpt.intervals();
    String operation = excerpt.operation();
    if (operation == null && chosen.size() >= counted(all)) {
      return new FixedRun(run, snapshot, all);
    }
    Snapshot ofRange =
        new Snapshot(
            snapshot.interval(),
            run.range(chosen, operation, out).figures(),
            Figures.EMPTY,
            snapshot.workers(),
            snapshot.errors(),
            snapshot.run(),
            snapshot.cost());
    return new FixedRun(run, ofRange, operation == null ? chosen : only(operation, chosen));
  }

  private static long counted(List<Interval> intervals) {
    return intervals.stream().filter(interval -> !interval.warmup()).count();
  }

  private static List<Interval> only(String operation, List<Interval> intervals) {
    List<Interval> found = new ArrayList<>();
    for (Interval one : intervals) {
      OperationFigures figures = OperationFigures.in(one.figures(), operation);
      List<OperationFigures> operations = figures.count() == 0 ? List.of() : List.of(figures);
      found.add(
          new Interval(
              one.sequence(),
              one.start(),
              one.end(),
              one.status(),
              one.warmup(),
              new Figures(
                  one.figures().lengthNanos(),
                  figures.latency(),
                  figures.errorLatency(),
                  operations),
              one.errors(),
              one.activeWorkers(),
              one.inFlight(),
              one.system(),
              one.marks()));
    }
    return found;
  }
}
