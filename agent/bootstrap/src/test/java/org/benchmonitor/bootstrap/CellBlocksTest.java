package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

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
    block.record(7, false, 100);
    blocks.release(ended);
    assertThat(total(7, false)).isEqualTo(1);
    CellBlock again = blocks.lease(worker(2), false);
    assertThat(again).isSameAs(block);
    again.record(7, false, 100);
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
    block.record(0, false, 1);
    block.record(0, true, 1);
    block.record(0, true, 1);
    block.record(OperationTable.CAPACITY - 1, true, 1);
    blocks.stripe(99).record(0, false, 1);
    assertThat(total(0, false)).isEqualTo(2);
    assertThat(total(0, true)).isEqualTo(2);
    assertThat(total(OperationTable.CAPACITY - 1, true)).isEqualTo(1);
    assertThat(total(1, false)).isZero();
  }

  @Test
  void memoryGrowsWithWhatIsUsedOnly() {
    long none = blocks.room().held();
    blocks.lease(worker(1), false).record(0, false, 1_000);
    long one = blocks.room().held() - none;
    for (int i = 0; i < 10_000; i++) {
      blocks.lease(worker(2), false).record(0, false, 1_000);
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
            stripe.record(0, false, 1_000);
          }
        });
    assertThat(total(0, false)).isEqualTo(4L * each);
  }

  @Test
  void aSharedBlockMakesEachCellOnce() {
    CellBlock shared = Cells.block(LAYOUT, true);
    Race.run(
        4,
        number -> {
          for (int operation = 0; operation < OperationTable.CAPACITY; operation++) {
            shared.record(operation, operation % 2 == 0, 1_000 + operation);
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
    first.record(3, false, 100);
    blocks.room().limitTo(0);
    first.record(3, false, 101);
    for (CellBlock block : new CellBlock[] {first, second, blocks.stripe(1), blocks.stripe(2)}) {
      block.record(7, false, 100);
      block.record(7, true, 100);
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
    block.record(3, false, 100);
    blocks.room().limitTo(0);
    block.record(3, false, 1_000_000);
    blocks.release(ended);
    CellBlock again = blocks.lease(worker(2), false);
    assertThat(again).isSameAs(block);
    again.record(3, false, 2_000_000);
    CellCounts counts = new CellCounts(LAYOUT);
    blocks.addTo(3, false, counts);
    assertThat(counts.total()).isEqualTo(3);
    assertThat(counts.min()).isEqualTo(100);
    assertThat(counts.max()).isEqualTo(2_000_000);
    blocks.room().limitTo(Long.MAX_VALUE);
    again.record(3, false, 2_000_000);
    assertThat(total(3, false)).isEqualTo(4);
  }

  @Test
  void withoutRoomNoBlockIsMadeAndWhatIsHeldIsOneCellForEachOperation() {
    blocks.room().limitTo(0);
    long none = blocks.room().held();
    CellBlock first = blocks.lease(worker(1), false);
    assertThat(blocks.lease(worker(2), false)).isSameAs(first).isSameAs(blocks.stripe(5));
    first.record(3, false, 100);
    long one = blocks.room().held() - none;
    for (int number = 0; number < 100; number++) {
      blocks.lease(worker(number), number % 2 == 0).record(3, false, 100);
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
            block.record(i % 50, false, 1L << (i % 40));
          }
        });
    long sum = 0;
    for (int operation = 0; operation < 50; operation++) {
      sum += total(operation, false);
    }
    assertThat(sum).isEqualTo(4L * each);
    assertThat(blocks.room().hasRefused()).isTrue();
  }
}
