package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {
  private static final CellLayout LAYOUT = new CellLayout(2);

  private static CellCounts read(Cell cell) {
    CellCounts counts = new CellCounts(LAYOUT);
    cell.addTo(counts);
    return counts;
  }

  private static Map<Long, Long> growth(CellCounts now, CellCounts earlier) {
    Map<Long, Long> growth = new TreeMap<>();
    now.pack(PackedCounts.NONE)
        .visitGrowthSince(earlier.pack(PackedCounts.NONE), LAYOUT, growth::put);
    return growth;
  }

  @Test
  void anUnusedCellHoldsNothing() {
    CellCounts counts = read(Cells.cell(LAYOUT, false));
    assertThat(counts.total()).isZero();
    assertThat(counts.max()).isZero();
    assertThat(counts.min()).isEqualTo(Long.MAX_VALUE);
    assertThat(growth(counts, new CellCounts(LAYOUT))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void extremesAreExact(boolean shared) {
    Cell cell = Cells.cell(LAYOUT, shared);
    cell.record(123_457);
    cell.record(987_654_321);
    cell.record(55_555);
    CellCounts counts = read(cell);
    assertThat(counts.min()).isEqualTo(55_555);
    assertThat(counts.max()).isEqualTo(987_654_321);
    assertThat(counts.total()).isEqualTo(3);
  }

  @Test
  void sharedAndExclusiveCellsCountTheSame() {
    Cell exclusive = Cells.cell(LAYOUT, false);
    Cell shared = Cells.cell(LAYOUT, true);
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      long value = CellLayoutTest.anyValue(random);
      exclusive.record(value);
      shared.record(value);
    }
    CellCounts none = new CellCounts(LAYOUT);
    assertThat(growth(read(shared), none)).isNotEmpty().isEqualTo(growth(read(exclusive), none));
  }

  @Test
  void growthIsWhatCameSinceTheEarlierReading() {
    Cell cell = Cells.cell(LAYOUT, false);
    cell.record(10);
    cell.record(100_000);
    CellCounts earlier = read(cell);
    cell.record(10);
    cell.record(20);
    CellCounts now = read(cell);
    assertThat(growth(now, earlier)).containsOnlyKeys(10L, 20L).containsEntry(10L, 1L);
    assertThat(growth(now, now)).isEmpty();
    now.clear();
    assertThat(now.total()).isZero();
    assertThat(earlier.total()).isEqualTo(2);
  }

  @Test
  void sharedWritersLoseNoCount() {
    Cell cell = Cells.cell(LAYOUT, true);
    int each = 300_000;
    Race.run(
        4,
        number -> {
          Random random = new Random(number);
          for (int i = 0; i < each; i++) {
            cell.record(1 + CellLayoutTest.anyValue(random) / 2);
          }
          cell.record(number == 2 ? 0 : 1);
          cell.record(number == 3 ? CellLayout.HIGHEST : 1);
        });
    CellCounts counts = read(cell);
    assertThat(counts.total()).isEqualTo(4L * (each + 2));
    assertThat(counts.min()).isZero();
    assertThat(counts.max()).isEqualTo(CellLayout.HIGHEST);
  }

  @Test
  void aReaderNeverSeesACounterShrinkAndSeesAllInTheEnd() {
    Cell cell = Cells.cell(LAYOUT, false);
    AtomicBoolean written = new AtomicBoolean();
    int values = 300_000;
    Race.run(
        2,
        number -> {
          if (number == 0) {
            Random random = new Random(5);
            for (int i = 0; i < values; i++) {
              cell.record(CellLayoutTest.anyValue(random));
            }
            written.set(true);
          } else {
            PackedCounts earlier = PackedCounts.NONE;
            while (!written.get()) {
              PackedCounts now = read(cell).pack(earlier);
              now.visitGrowthSince(
                  earlier, LAYOUT, (value, count) -> assertThat(count).isPositive());
              earlier = now;
            }
          }
        });
    assertThat(read(cell).total()).isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aReaderNeverSeesMoreTypesThanFailuresNorAnyShrink(boolean shared) {
    CellBlock block = Cells.block(LAYOUT, shared);
    // The last type is read right before the first value, so a wrong order is likely to be seen.
    ErrorType last = Cells.error(ErrorTable.MOST_TYPES - 1);
    AtomicBoolean written = new AtomicBoolean();
    int failures = 3_000_000;
    Race.run(
        2,
        number -> {
          if (number == 0) {
            for (int i = 0; i < failures; i++) {
              block.fail(0, 0, last);
            }
            written.set(true);
          } else {
            long before = 0;
            while (!written.get()) {
              long types = types(block);
              CellCounts counts = new CellCounts(LAYOUT);
              block.addTo(0, true, counts);
              assertThat(types).isBetween(before, counts.total());
              before = types;
            }
          }
        });
    assertThat(types(block)).isEqualTo(failures);
  }

  private static long types(CellBlock block) {
    long[] types = new long[ErrorTable.MOST_TYPES];
    block.addTypesTo(0, types);
    return Arrays.stream(types).sum();
  }
}
