package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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
    errors.add(type, 3, worker, thrown);
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
    assertThat(type.countOf(3)).isEqualTo(1);
    assertThat(type.countOf(4)).isZero();
  }

  @Test
  void aFullRingStillCounts() {
    List<Throwable> thrown = new ArrayList<>();
    for (int i = 0; i < RING + 50; i++) {
      thrown.add(new IOException("e" + i));
      add(thrown.get(i));
    }
    assertThat(errors.type(new IOException()).countOf(3)).isEqualTo(RING + 50);
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
  void severalThreadsCountExactlyAndNoErrorIsHandedOnTwice() {
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
    assertThat(errors.type(new IOException()).countOf(3)).isEqualTo(3L * each);
    assertThat(handed.get()).isPositive().isEqualTo(drained.size());
  }

  @Test
  void typesBeyondTheCapAreOther() {
    for (int i = 0; i < ErrorTable.MOST_TYPES + 100; i++) {
      errors.add(errors.type("type " + i), 0, worker, null);
    }
    assertThat(errors.types()).hasSize(ErrorTable.MOST_TYPES);
    assertThat(errors.type("one more").name()).isEqualTo("other");
    assertThat(errors.type("type 5").name()).isEqualTo("type 5");
    long sum = errors.types().stream().mapToLong(type -> type.countOf(0)).sum();
    assertThat(sum).isEqualTo(ErrorTable.MOST_TYPES + 100);
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
