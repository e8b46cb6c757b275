package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErrorTableTest {
  private static final int RING = 256;

  private final ErrorTable errors = new ErrorTable();
  private final Worker worker = new Worker(new Recording(2, 1, 1), 1, Thread.currentThread());

  private List<Throwable> drain() {
    List<Throwable> drained = new ArrayList<>();
    errors.drain(slot -> drained.add(slot.thrown()));
    return drained;
  }

  private ErrorType add(Throwable thrown) {
    ErrorType type = errors.type(thrown);
    errors.sample(type, 3, worker, thrown);
    return type;
  }

  @Test
  void aWaitingErrorIsHandedOnOnce() {
    IOException thrown = new IOException("gone");
    ErrorType type = add(thrown);
    errors.drain(
        slot -> {
          assertThat(slot.type()).isSameAs(type);
          assertThat(slot.operation()).isEqualTo(3);
          assertThat(slot.worker()).isSameAs(worker);
          assertThat(slot.thrown()).isSameAs(thrown);
          assertThat(slot.ticks()).isNotZero();
        });
    assertThat(drain()).isEmpty();
    assertThat(type.name()).isEqualTo("java.io.IOException");
    assertThat(type.simpleName()).isEqualTo("IOException");
  }

  @Test
  void aFullRingTakesNoMoreUntilItIsDrained() {
    List<Throwable> thrown = new ArrayList<>();
    for (int i = 0; i < RING + 50; i++) {
      thrown.add(new IOException("e" + i));
      add(thrown.get(i));
    }
    assertThat(drain()).containsExactlyInAnyOrderElementsOf(thrown.subList(0, RING));
    IOException later = new IOException("later");
    add(later);
    assertThat(drain()).containsExactly(later);
  }

  @Test
  void aConsumerThatThrowsLosesOneErrorOnly() {
    add(new IOException("a"));
    assertThatThrownBy(
            () ->
                errors.drain(
                    slot -> {
                      throw new IllegalStateException("consumer");
                    }))
        .hasMessage("consumer");
    assertThat(drain()).isEmpty();
    for (int i = 0; i < RING; i++) {
      add(new IOException("b"));
    }
    assertThat(drain()).hasSize(RING);
  }

  @Test
  void noErrorIsHandedOnTwice() {
    Set<Throwable> drained = ConcurrentHashMap.newKeySet();
    AtomicInteger handed = new AtomicInteger();
    int each = 20_000;
    AtomicInteger writing = new AtomicInteger(3);
    Race.run(
        4,
        number -> {
          if (number == 3) {
            while (writing.get() > 0) {
              errors.drain(
                  slot -> {
                    handed.incrementAndGet();
                    drained.add(slot.thrown());
                  });
            }
          } else {
            for (int i = 0; i < each; i++) {
              add(new IOException());
            }
            writing.decrementAndGet();
          }
        });
    assertThat(handed.get()).isPositive().isEqualTo(drained.size());
  }

  @Test
  void typesBeyondTheCapAreOther() {
    for (int i = 0; i < ErrorTable.MOST_TYPES + 100; i++) {
      errors.type("type " + i);
    }
    assertThat(errors.types()).hasSize(ErrorTable.MOST_TYPES);
    assertThat(errors.types())
        .extracting(ErrorType::number)
        .containsExactlyElementsOf(IntStream.range(0, ErrorTable.MOST_TYPES).boxed().toList());
    assertThat(errors.type("one more").name()).isEqualTo("other");
    assertThat(errors.type("type 5").name()).isEqualTo("type 5");
    assertThat(errors.type(new IOException())).isSameAs(errors.type("other"));
  }

  @Test
  void anOtherIsListedOnceItIsNeeded() {
    errors.type("some");
    assertThat(errors.types()).extracting(ErrorType::name).containsExactly("some");
    assertThat(errors.type("other")).isSameAs(errors.type("other"));
    assertThat(errors.types()).extracting(ErrorType::name).containsExactly("other", "some");
  }

  @Test
  void aLowerCapHoldsForWhatComesAfterIt() {
    for (int i = 0; i < 30; i++) {
      errors.type("type " + i);
    }
    errors.limitTo(0);
    assertThat(errors.type("type 29").name()).isEqualTo("type 29");
    assertThat(errors.type("late").name()).isEqualTo("other");
  }

  @Test
  void threadsThatMeetTheSameTypesFirstGetTheSameNumbers() {
    Map<String, Integer> numbers = new ConcurrentHashMap<>();
    Race.run(
        4,
        number -> {
          for (int i = 0; i < ErrorTable.MOST_TYPES - 1; i++) {
            ErrorType type = errors.type("type " + (i + number * 64) % (ErrorTable.MOST_TYPES - 1));
            Integer before = numbers.putIfAbsent(type.name(), type.number());
            assertThat(before == null ? type.number() : before).isEqualTo(type.number());
          }
        });
    assertThat(numbers).hasSize(ErrorTable.MOST_TYPES - 1).doesNotContainKey("other");
    assertThat(Set.copyOf(numbers.values())).hasSize(ErrorTable.MOST_TYPES - 1);
  }

  @Test
  void anExceptionIsNotAskedForAnything() {
    class Hostile extends RuntimeException {
      private static final long serialVersionUID = 1;

      @Override
      public String getMessage() {
        throw new AssertionError("getMessage was called");
      }

      @Override
      public String toString() {
        throw new AssertionError("toString was called");
      }

      @Override
      public synchronized Throwable getCause() {
        throw new AssertionError("getCause was called");
      }
    }
    assertThat(add(new Hostile()).simpleName()).isEqualTo("Hostile");
    assertThat(
            add(new RuntimeException() {
                  private static final long serialVersionUID = 1;
                })
                .simpleName())
        .startsWith(ErrorTableTest.class.getName() + "$");
  }
}
