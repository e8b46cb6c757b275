package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ArgumentNamesTest {
  private enum Kind {
    READ,
    WRITE {
      @Override
      public String toString() {
        throw new AssertionError("toString was called");
      }
    }
  }

  private final OperationTable operations = new OperationTable();
  private final ArgumentNames names = new ArgumentNames(operations, null);

  private String name(Object argument) {
    return operations.name(names.number(argument));
  }

  @Test
  void simpleValuesGiveTheirText() {
    assertThat(name("create")).isEqualTo("create");
    assertThat(name(Kind.READ)).isEqualTo("READ");
    assertThat(name(Kind.WRITE)).isEqualTo("WRITE");
    assertThat(name(42)).isEqualTo("42");
    assertThat(name(true)).isEqualTo("true");
    assertThat(name('x')).isEqualTo("x");
    assertThat(name(null)).isEqualTo("null");
  }

  @Test
  void otherObjectsGiveTheirClassAndAreNotCalled() {
    Object hostile =
        new Object() {
          @Override
          public String toString() {
            throw new AssertionError("toString was called");
          }

          @Override
          public int hashCode() {
            throw new AssertionError("hashCode was called");
          }

          @Override
          public boolean equals(Object other) {
            throw new AssertionError("equals was called");
          }
        };
    assertThat(name(hostile)).startsWith(ArgumentNamesTest.class.getName() + "$");
    assertThat(name(new Thread())).isEqualTo("Thread");
  }

  @Test
  void aNameHasOneNumber() {
    assertThat(names.number(String.valueOf("create".toCharArray())))
        .isEqualTo(names.number("create"));
  }

  @Test
  void namesBeyondTheCapAreOther() {
    for (int i = 0; i < ArgumentNames.MOST; i++) {
      assertThat(name("n" + i)).isEqualTo("n" + i);
    }
    assertThat(name("one more")).isEqualTo(OperationTable.OTHER);
    assertThat(name("n0")).isEqualTo("n0");
    assertThat(operations.size()).isEqualTo(ArgumentNames.MOST + 1);
  }

  @Test
  void theCapHoldsForThreadsThatRace() {
    Set<Integer> numbers = ConcurrentHashMap.newKeySet();
    Race.run(
        4,
        number -> {
          for (int i = 0; i < 1_000; i++) {
            numbers.add(names.number("n" + (i + number * 10) % 200));
          }
        });
    assertThat(numbers).hasSize(ArgumentNames.MOST + 1);
    assertThat(operations.size()).isEqualTo(ArgumentNames.MOST + 1);
  }

  @Test
  void eachPatternHasACapOfItsOwn() {
    for (int i = 0; i < 200; i++) {
      names.number("n" + i);
    }
    ArgumentNames others = new ArgumentNames(operations, null);
    assertThat(operations.name(others.number("fresh"))).isEqualTo("fresh");
  }

  @Test
  void operationsThemselvesAreBounded() {
    for (int i = 0; i < 5_000; i++) {
      operations.number("o" + i);
    }
    assertThat(operations.size()).isEqualTo(OperationTable.CAPACITY);
    assertThat(operations.name(operations.number("one more"))).isEqualTo(OperationTable.OTHER);
    assertThat(operations.name(-1)).isNull();
    assertThat(operations.name(OperationTable.CAPACITY)).isNull();
  }

  @Test
  void longTextsAreKeptOnlyWhileTheyAreFewInAll() {
    ArgumentNames names = new ArgumentNames(operations, null);
    int other = operations.number(OperationTable.OTHER);
    int first = names.number("a".repeat(40_000));
    assertThat(first).isNotEqualTo(other);
    assertThat(names.number("b".repeat(40_000))).isEqualTo(other);
    assertThat(names.number("short")).isNotEqualTo(other);
    assertThat(names.number("a".repeat(40_000))).isEqualTo(first);
  }
}
