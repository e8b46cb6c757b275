package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CellBlocksTest {
  private static final CellLayout LAYOUT = new CellLayout(2);

  private final Recording recording = new Recording(2, 1, 1);
  private final CellBlocks blocks = new CellBlocks(LAYOUT, 2, 4);

  private Worker worker(int number) {
    return new Worker(recording, number, Thread.currentThread());
  }

  private long total(int operation, boolean failed) {
    CellCounts counts = new CellCounts(LAYOUT);
    blocks.addTo(operation, failed, counts);
    return counts.total();
  }

  private long[] types(int operation) {
    long[] types = new long[ErrorTable.MOST_TYPES];
    blocks.addTypesTo(operation, types);
    return types;
  }

  private long failures(int operation, ErrorType type) {
    return types(operation)[type.number()];
  }

  @Test
  void platformThreadsGetBlocksOfTheirOwnWhileTheyLast() {
    CellBlock first = blocks.lease(worker(1), false);
    CellBlock second = blocks.lease(worker(2), false);
    CellBlock third = blocks.lease(worker(3), false);
    assertThat(first).isNotSameAs(second);
    assertThat(third).isNotIn(first, second).isSameAs(blocks.lease(worker(4), false));
  }

  @Test
  void virtualThreadsShareEvenWhileBlocksAreFree() {
    assertThat(blocks.lease(worker(1), true)).isSameAs(blocks.lease(worker(2), true));
  }

  @Test
  void aReleasedBlockKeepsItsCountsForTheNext() {
    Worker ended = worker(1);
    CellBlock block = blocks.lease(ended, false);
    block.succeed(7, 100);
    blocks.release(ended);
    assertThat(total(7, false)).isEqualTo(1);
    CellBlock again = blocks.lease(worker(2), false);
    assertThat(again).isSameAs(block);
    again.succeed(7, 100);
    assertThat(total(7, false)).isEqualTo(2);
  }

  @Test
  void releasingAWorkerWithoutALeaseChangesNothing() {
    Worker leasing = worker(1);
    CellBlock block = blocks.lease(leasing, false);
    blocks.release(worker(2));
    assertThat(blocks.lease(worker(3), false)).isNotSameAs(block);
  }

  @Test
  void operationsAndOutcomesAreCountedApart() {
    CellBlock block = blocks.lease(worker(1), false);
    block.succeed(0, 1);
    block.fail(0, 1, Cells.ERROR);
    block.fail(0, 1, Cells.ERROR);
    block.fail(OperationTable.CAPACITY - 1, 1, Cells.ERROR);
    blocks.stripe(99).succeed(0, 1);
    assertThat(total(0, false)).isEqualTo(2);
    assertThat(total(0, true)).isEqualTo(2);
    assertThat(total(OperationTable.CAPACITY - 1, true)).isEqualTo(1);
    assertThat(total(1, false)).isZero();
  }

  @Test
  void failuresAreCountedByOperationAndType() {
    ErrorType last = Cells.error(ErrorTable.MOST_TYPES - 1);
    CellBlock own = blocks.lease(worker(1), false);
    for (CellBlock block : new CellBlock[] {own, blocks.stripe(1), blocks.stripe(2)}) {
      block.fail(3, 100, Cells.ERROR);
      block.fail(3, 100, last);
      block.fail(3, 100, last);
      block.fail(4, 100, Cells.error(0));
    }
    assertThat(failures(3, Cells.ERROR)).isEqualTo(3);
    assertThat(failures(3, last)).isEqualTo(6);
    assertThat(failures(4, Cells.error(0))).isEqualTo(3);
    assertThat(Arrays.stream(types(3)).sum()).isEqualTo(total(3, true)).isEqualTo(9);
    assertThat(Arrays.stream(types(4)).sum()).isEqualTo(total(4, true)).isEqualTo(3);
    assertThat(blocks.addTypesTo(5, new long[ErrorTable.MOST_TYPES])).isFalse();
  }

  @Test
  void aReleasedBlockKeepsItsTypesForTheNext() {
    Worker ended = worker(1);
    CellBlock block = blocks.lease(ended, false);
    block.fail(7, 100, Cells.ERROR);
    blocks.release(ended);
    CellBlock again = blocks.lease(worker(2), false);
    assertThat(again).isSameAs(block);
    again.fail(7, 100, Cells.ERROR);
    again.fail(7, 100, Cells.error(40));
    assertThat(failures(7, Cells.ERROR)).isEqualTo(2);
    assertThat(failures(7, Cells.error(40))).isEqualTo(1);
  }

  @Test
  void aTypeWhosePageHasNoRoomIsCountedInTheCellsOfAll() {
    CellBlock block = blocks.lease(worker(1), false);
    block.fail(3, 100, Cells.ERROR);
    long held = blocks.room().held();
    blocks.room().limitTo(0);
    block.fail(3, 100, Cells.ERROR);
    assertThat(blocks.room().held()).isEqualTo(held);
    block.fail(3, 100, Cells.error(40));
    block.fail(3, 100, Cells.error(40));
    assertThat(blocks.room().held()).as("the floor's").isGreaterThan(held);
    assertThat(failures(3, Cells.ERROR)).isEqualTo(2);
    assertThat(failures(3, Cells.error(40))).isEqualTo(2);
    assertThat(total(3, true)).isEqualTo(4);
    assertThat(blocks.room().hasRefused()).isTrue();
    blocks.room().limitTo(Long.MAX_VALUE);
    block.fail(3, 100, Cells.error(40));
    assertThat(failures(3, Cells.error(40))).isEqualTo(3);
  }

  @Test
  void whatIsClearedHasNoTypesAndALateFailureIsNotRead() {
    CellBlock block = blocks.lease(worker(1), false);
    block.fail(3, 100, Cells.ERROR);
    Cell kept = block.cell(3, true);
    blocks.clear();
    kept.fail(100, Cells.ERROR.number());
    assertThat(types(3)).containsOnly(0);
  }

  @Test
  void memoryGrowsWithWhatIsUsedOnly() {
    long none = blocks.room().held();
    blocks.lease(worker(1), false).succeed(0, 1_000);
    long one = blocks.room().held() - none;
    for (int i = 0; i < 10_000; i++) {
      blocks.lease(worker(2), false).succeed(0, 1_000);
    }
    assertThat(one).isBetween(1_000L, 4_000L);
    assertThat(blocks.room().held() - none).isLessThan(4 * one);
  }

  @Test
  void threadsOfOneStripeLoseNoCount() {
    int each = 2_000_000;
    Race.run(
        4,
        number -> {
          CellBlock stripe = blocks.stripe(1);
          for (int i = 0; i < each; i++) {
            stripe.succeed(0, 1_000);
          }
          for (int i = 0; i < each / 10; i++) {
            stripe.fail(1, 1_000, Cells.error(i % 40));
          }
        });
    assertThat(total(0, false)).isEqualTo(4L * each);
    assertThat(total(1, true)).isEqualTo(4L * each / 10);
    for (int type = 0; type < 40; type++) {
      assertThat(types(1)[type]).isEqualTo(4L * each / 10 / 40);
    }
  }

  @Test
  void aSharedBlockMakesEachCellOnce() {
    CellBlock shared = Cells.block(LAYOUT, true);
    Race.run(
        4,
        number -> {
          for (int operation = 0; operation < OperationTable.CAPACITY; operation++) {
            if (operation % 2 == 0) {
              shared.fail(operation, 1_000 + operation, Cells.ERROR);
            } else {
              shared.succeed(operation, 1_000 + operation);
            }
          }
        });
    for (int operation = 0; operation < OperationTable.CAPACITY; operation++) {
      CellCounts counts = new CellCounts(LAYOUT);
      shared.addTo(operation, operation % 2 == 0, counts);
      assertThat(counts.total()).isEqualTo(4);
    }
  }

  @Test
  void withoutRoomAWorkerCountsInTheCellsOfAllAndEachCallOnce() {
    CellBlock first = blocks.lease(worker(1), false);
    CellBlock second = blocks.lease(worker(2), false);
    first.succeed(3, 100);
    blocks.room().limitTo(0);
    first.succeed(3, 101);
    for (CellBlock block : new CellBlock[] {first, second, blocks.stripe(1), blocks.stripe(2)}) {
      block.succeed(7, 100);
      block.fail(7, 100, Cells.ERROR);
    }
    assertThat(first.cell(7, false)).isSameAs(second.cell(7, false));
    assertThat(total(3, false)).isEqualTo(2);
    assertThat(total(7, false)).isEqualTo(4);
    assertThat(total(7, true)).isEqualTo(4);
    assertThat(blocks.room().hasRefused()).isTrue();
  }

  @Test
  void aValueWhoseOctaveHasNoRoomIsCountedInTheCellsOfAll() {
    Worker ended = worker(1);
    CellBlock block = blocks.lease(ended, false);
    block.succeed(3, 100);
    blocks.room().limitTo(0);
    block.succeed(3, 1_000_000);
    blocks.release(ended);
    CellBlock again = blocks.lease(worker(2), false);
    assertThat(again).isSameAs(block);
    again.succeed(3, 2_000_000);
    CellCounts counts = new CellCounts(LAYOUT);
    blocks.addTo(3, false, counts);
    assertThat(counts.total()).isEqualTo(3);
    assertThat(counts.min()).isEqualTo(100);
    assertThat(counts.max()).isEqualTo(2_000_000);
    blocks.room().limitTo(Long.MAX_VALUE);
    again.succeed(3, 2_000_000);
    assertThat(total(3, false)).isEqualTo(4);
  }

  @Test
  void withoutRoomNoBlockIsMadeAndWhatIsHeldIsOneCellForEachOperation() {
    blocks.room().limitTo(0);
    long none = blocks.room().held();
    CellBlock first = blocks.lease(worker(1), false);
    assertThat(blocks.lease(worker(2), false)).isSameAs(first).isSameAs(blocks.stripe(5));
    first.succeed(3, 100);
    long one = blocks.room().held() - none;
    for (int number = 0; number < 100; number++) {
      blocks.lease(worker(number), number % 2 == 0).succeed(3, 100);
    }
    assertThat(blocks.room().held() - none).isEqualTo(one);
    assertThat(total(3, false)).isEqualTo(101);
  }

  @Test
  void workersThatRunOutOfRoomAtTheSameTimeLoseNoCount() {
    int each = 200_000;
    blocks.room().limitTo(blocks.room().held() + 20_000);
    Race.run(
        4,
        number -> {
          CellBlock block = blocks.lease(worker(number), false);
          for (int i = 0; i < each; i++) {
            block.succeed(i % 50, 1L << (i % 40));
            block.fail(i % 50, 1L << (i % 40), Cells.error(i % ErrorTable.MOST_TYPES));
          }
        });
    long successes = 0;
    long failures = 0;
    for (int operation = 0; operation < 50; operation++) {
      successes += total(operation, false);
      failures += total(operation, true);
      assertThat(Arrays.stream(types(operation)).sum()).isEqualTo(total(operation, true));
    }
    assertThat(successes).isEqualTo(4L * each);
    assertThat(failures).isEqualTo(4L * each);
    assertThat(blocks.room().hasRefused()).isTrue();
  }
}
