package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunStatus;
import org.junit.jupiter.api.Test;

/** Notes about a run against a ticker that is moved by hand. */
class NotesTest extends SampledRecording {
  private static final Instant BEGIN = ManualTicker.ORIGIN;

  private Sampler begun() {
    Sampler sampler = sampler(Duration.ZERO, Duration.ZERO, true);
    sampler.beginRun();
    return sampler;
  }

  private void pass(long millis) {
    ticker.advance(Duration.ofMillis(millis));
  }

  private List<Mark> lastNotes() {
    return last().interval().marks().stream()
        .filter(mark -> mark.kind() == Mark.Kind.NOTE)
        .toList();
  }

  @Test
  void aNoteIsInTheIntervalThatIsUnderWay() {
    Sampler sampler = begun();
    pass(400);
    Mark note = sampler.note("cache cleared", null);
    assertThat(note).isEqualTo(noteAt(400, "cache cleared"));
    pass(600);
    sampler.tick();
    assertThat(lastNotes()).containsExactly(note);
    pass(1_000);
    sampler.tick();
    assertThat(lastNotes()).isEmpty();
  }

  private static Mark noteAt(long millis, String text) {
    return new Mark(BEGIN.plusMillis(millis), Mark.Kind.NOTE, null, text);
  }

  @Test
  void aNoteMayTellOfAnEarlierMomentOfTheRunOnly() {
    Sampler sampler = begun();
    pass(1_000);
    sampler.tick();
    pass(1_500);
    assertThat(sampler.note("deployed 2.1", BEGIN.plusMillis(300)))
        .isEqualTo(noteAt(300, "deployed 2.1"));
    sampler.note("at the begin", BEGIN);
    sampler.note("just now", BEGIN.plusMillis(2_500));
    for (long outside : new long[] {-1, 2_501}) {
      assertThatThrownBy(() -> sampler.note("no", BEGIN.plusMillis(outside)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "time is '%s', allowed are %s to %s, from the begin of the run until now",
              BEGIN.plusMillis(outside), BEGIN, BEGIN.plusMillis(2_500));
    }
    sampler.tick();
    assertThat(lastNotes())
        .extracting(Mark::text)
        .containsExactly("at the begin", "deployed 2.1", "just now");
  }

  @Test
  void onlyARunThatIsUnderWayTakesNotes() {
    Sampler sampler = sampler(Duration.ZERO, Duration.ZERO, true);
    assertThatThrownBy(() -> sampler.note("early", null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a note does not apply now, the status is 'starting'");
    sampler.beginRun();
    pass(100);
    sampler.note("the last words", null);
    sampler.endRun(RunStatus.COMPLETED, "returned");
    assertThat(lastNotes()).containsExactly(noteAt(100, "the last words"));
    assertThatThrownBy(() -> sampler.note("late", null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a note does not apply now, the status is 'completed'");
  }

  @Test
  void theFirstOperationIsEnoughThoughNoCutHasSeenIt() {
    Sampler sampler = sampler(Duration.ZERO, Duration.ZERO, false);
    call(read, 1);
    pass(10);
    sampler.note("early", null);
    pass(990);
    sampler.tick();
    assertThat(lastNotes()).containsExactly(noteAt(10, "early"));
    assertThat(last().totals().count()).isEqualTo(1);
    assertThat(last().run().elapsed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aRunKeepsSoManyAndTheNextOneAsManyAgain() {
    Sampler sampler = begun();
    for (int run = 0; run < 2; run++) {
      for (int i = 0; i < Notes.MOST; i++) {
        sampler.note("note " + i, null);
      }
      assertThatThrownBy(() -> sampler.note("one more", null))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a note does not apply now, the run has 200 of them, the most that it keeps");
      pass(100);
      sampler.endRun(RunStatus.COMPLETED, "returned");
      assertThat(lastNotes()).hasSize(Notes.MOST);
      sampler.beginRun();
    }
  }

  @Test
  void otherMarksLeaveRoomForNotes() {
    PendingMarks marks = new PendingMarks();
    for (int i = 0; i < 1_000; i++) {
      marks.add(new Mark(BEGIN, Mark.Kind.GC, 1L, "pause"));
    }
    marks.addNote(noteAt(5, "still there"));
    List<Mark> taken = marks.take();
    assertThat(taken).hasSizeLessThan(1_000).contains(noteAt(5, "still there"));
  }
}
