package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.bootstrap.OperationTable;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.run.model.MemoryUse;
import org.benchmonitor.run.model.MemoryUse.GivenUp;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final long MB = 1 << 20;

  /** Holds what it wants as far as its limit allows. */
  private static final class Part implements Reducible {
    private final long wants;
    private long limit = Long.MAX_VALUE;

    Part(long wants) {
      this.wants = wants;
    }

    @Override
    public long bytes() {
      return Math.min(wants, limit);
    }

    @Override
    public void limitTo(long bytes) {
      limit = bytes;
    }

    @Override
    public boolean isReduced() {
      return limit < wants;
    }
  }

  private final Recording recording = new Recording(2, 2, 2);
  private long otherBytes;

  private MemoryBudget budget(long heap, Part timeline) {
    return new MemoryBudget(
        recording.reader(),
        heap,
        timeline,
        List.of(new MemoryBudget.Counted("queues", () -> otherBytes)));
  }

  @Test
  void theLimitIsAPartOfTheHeapAndNeverMoreThan32Megabytes() {
    assertThat(MemoryBudget.limitOf(40 * MB)).isEqualTo(2 * MB);
    assertThat(MemoryBudget.limitOf(640 * MB)).isEqualTo(32 * MB);
    assertThat(MemoryBudget.limitOf(Long.MAX_VALUE)).isEqualTo(32 * MB);
  }

  @Test
  void theTimelineGetsWhatTheOthersLeave() {
    Part timeline = new Part(100 * MB);
    MemoryBudget budget = budget(640 * MB, timeline);
    otherBytes = 3 * MB;
    budget.look(2 * MB, new Part(MB), new Part(MB));
    MemoryUse use = budget.look(2 * MB, new Part(MB), new Part(MB));
    assertThat(use.heldBytes()).isEqualTo(use.limitBytes()).isEqualTo(32 * MB);
    assertThat(use.givenUp()).containsExactly(GivenUp.TIMELINE);
  }

  @Test
  void whatHasGrownSinceTheLastLookIsExpectedToGrowAsMuchAgain() {
    Part timeline = new Part(100 * MB);
    MemoryBudget budget = budget(640 * MB, timeline);
    budget.look(2 * MB, new Part(0), new Part(0));
    budget.look(2 * MB, new Part(0), new Part(0));
    MemoryUse calm = budget.look(2 * MB, new Part(0), new Part(0));
    MemoryUse grown = budget.look(5 * MB, new Part(0), new Part(0));
    assertThat(calm.heldBytes()).isEqualTo(32 * MB);
    assertThat(grown.heldBytes()).isEqualTo(29 * MB);
  }

  @Test
  void below48MegabytesOfHeapNoTimelineIsKept() {
    Part timeline = new Part(MB);
    MemoryUse use = budget(47 * MB, timeline).look(0, new Part(0), new Part(0));
    assertThat(timeline.bytes()).isZero();
    assertThat(use.givenUp()).containsExactly(GivenUp.TIMELINE);
    Part kept = new Part(MB);
    assertThat(budget(48 * MB, kept).look(0, new Part(0), new Part(0)).givenUp()).isEmpty();
    assertThat(kept.bytes()).isEqualTo(MB);
  }

  @Test
  void thingsAreGivenUpInTheirOrderAsTheCountsGrow() {
    List<List<GivenUp>> seen = new ArrayList<>();
    for (long counts : new long[] {0, 20, 26, 30, 31, 40}) {
      Part timeline = new Part(6 * MB);
      MemoryBudget budget = budget(640 * MB, timeline);
      Part errors = new Part(3 * MB);
      Part workers = new Part(4 * MB);
      budget.look(counts * MB, errors, workers);
      seen.add(budget.look(counts * MB, errors, workers).givenUp());
    }
    assertThat(seen)
        .containsExactly(
            List.of(),
            List.of(GivenUp.TIMELINE),
            List.of(GivenUp.TIMELINE, GivenUp.RECENT_ERRORS),
            List.of(GivenUp.TIMELINE, GivenUp.RECENT_ERRORS, GivenUp.WORKERS),
            List.of(GivenUp.TIMELINE, GivenUp.RECENT_ERRORS, GivenUp.WORKERS),
            List.of(GivenUp.TIMELINE, GivenUp.RECENT_ERRORS, GivenUp.WORKERS));
  }

  @Test
  void furtherNamesBecomeOtherOnceNothingElseIsLeftAndAgainNamesLater() {
    MemoryBudget budget = budget(640 * MB, new Part(0));
    OperationTable operations = recording.reader().operations();
    recording.sites().add("before", null);
    budget.look(40 * MB, new Part(0), new Part(0));
    recording.sites().add("full", null);
    MemoryUse full = budget.look(40 * MB, new Part(0), new Part(0));
    assertThat(full.givenUp()).containsExactly(GivenUp.NAMES);
    assertThat(operations.name(operations.size() - 1)).isEqualTo(OperationTable.OTHER);
    budget.look(0, new Part(0), new Part(0));
    recording.sites().add("after", null);
    assertThat(operations.name(operations.size() - 1)).isEqualTo("after");
  }

  @Test
  void aSmallHeapHasRoomForFewNamesFromTheFirstClassOn() {
    MemoryBudget.boundCells(recording.reader(), 40 * MB);
    for (int i = 0; i < 1000; i++) {
      recording.sites().add("operation " + i, null);
    }
    assertThat(recording.reader().operations().size()).isBetween(200, 300);
    assertThat(recording.reader().operations().hasRefused()).isTrue();
  }
}
