package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.RecordedRun;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A note belongs to the time that it tells of, not to the interval in which it was written. */
class NotesTest {
  private static Mark note(long millis, String text) {
    return new Mark(Snapshots.START.plusMillis(millis), Mark.Kind.NOTE, null, text);
  }

  private static Interval interval(long sequence, List<Mark> marks) {
    Interval plain = Snapshots.interval(sequence, RunStatus.RUNNING);
    return Snapshots.with(plain, 1, 1, marks);
  }

  private static RunView run(List<Interval> intervals) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (Interval interval : intervals) {
      snapshots.add(Snapshots.with(interval));
    }
    return new RecordedRun(Snapshots.HOST, 2, InstrumentationReport.EMPTY, snapshots);
  }

  private static List<String> told(RunView run, long from, long to) {
    Instant start = Snapshots.START;
    List<Interval> chosen =
        run.select(
            new Selection(start.plusSeconds(from), start.plusSeconds(to), true, Long.MAX_VALUE));
    TimelineView.Asked asked = new TimelineView.Asked(null, null, Duration.ofSeconds(1), null);
    JsonNode document =
        Json.read(
            Json.bytes(
                TimelineView.of(
                    run.latest(),
                    asked,
                    chosen,
                    run.notes(chosen, run.latest().sequence()),
                    null,
                    true)));
    List<String> texts = new ArrayList<>();
    document.get("events").forEach(event -> texts.add(event.get("text").asString()));
    return texts;
  }

  @Test
  void aRangeHasTheNotesAboutItWheneverTheyWereWritten() {
    RunView run =
        run(
            List.of(
                interval(1, List.of(note(200, "first"))),
                interval(2, List.of()),
                interval(3, List.of()),
                interval(4, List.of(note(3_500, "as it was written"), note(1_500, "later")))));
    assertThat(told(run, 1, 2)).containsExactly("later");
    assertThat(told(run, 3, 4)).containsExactly("as it was written");
    assertThat(told(run, 0, 4)).containsExactly("first", "later", "as it was written");
    assertThat(told(run, 2, 3)).isEmpty();
  }

  @Test
  void noNoteIsLostWhereIntervalsAreMerged() {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      marks.add(note(i, "note " + i));
      marks.add(new Mark(Snapshots.START.plusMillis(i), Mark.Kind.PHASE, null, "paused"));
      marks.add(new Mark(Snapshots.START.plusMillis(i), Mark.Kind.GC, 1L, "pause"));
    }
    List<Interval> both = List.of(interval(1, marks), interval(2, List.of(note(1_500, "last"))));
    List<Mark> merged = Merging.one(both, both.get(0).lateFigures()).marks();
    assertThat(merged).filteredOn(mark -> mark.kind() == Mark.Kind.NOTE).hasSize(51);
    assertThat(merged).filteredOn(mark -> mark.kind() == Mark.Kind.PHASE).hasSize(20);
    assertThat(merged).filteredOn(mark -> mark.kind() == Mark.Kind.GC).isEmpty();
    assertThat(merged).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
  }
}
