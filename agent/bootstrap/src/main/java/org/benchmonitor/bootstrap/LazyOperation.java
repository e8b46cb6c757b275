package org.benchmonitor.bootstrap;

import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The operation of one subscription.
 *
 * <p>Called by the host's threads one after the other, as the protocol of subscribers is; a
 * cancellation may come at the same time, and the first that ends the operation counts.
 */
final class LazyOperation {
  private final AsyncOperation operation;
  private Object last;
  private boolean hasLast;

  LazyOperation(AsyncOperation operation) {
    this.operation = operation;
  }

  /** Ends without a count. */
  void abandon() {
    operation.abandon();
  }

  Told told(LazyEvent event) {
    return new Told(event);
  }

  private void tell(LazyEvent event, Object first, Object second) {
    switch (event) {
      case ITEM -> {
        last = first;
        hasLast = true;
      }
      case RESULT -> operation.accept(first, null);
      case OUTCOME -> operation.accept(first, (Throwable) second);
      case FAILURE -> operation.accept(null, (Throwable) first);
      case END -> operation.accept(last, null);
      case CANCELLED -> cancelled();
    }
  }

  /** Who has an item and wants no more has got what it wanted. */
  private void cancelled() {
    if (hasLast) {
      operation.accept(last, null);
    } else if (!operation.isDone()) {
      operation.accept(null, new CancellationException("cancelled by its subscriber"));
    }
  }

  /** What an operator calls at an event. */
  final class Told implements Consumer<Object>, BiConsumer<Object, Object>, Runnable {
    private final LazyEvent event;

    Told(LazyEvent event) {
      this.event = event;
    }

    @Override
    public void accept(Object argument) {
      tell(event, argument, null);
    }

    @Override
    public void accept(Object first, Object second) {
      tell(event, first, second);
    }

    @Override
    public void run() {
      tell(event, null, null);
    }

    /** The same for a library with functions of its own. */
    Awaitable.Answering calling() {
      return new Awaitable.Answering() {
        @Override
        Object answer(String method, Object[] arguments) {
          int number = arguments == null ? 0 : arguments.length;
          tell(event, number > 0 ? arguments[0] : null, number > 1 ? arguments[1] : null);
          return null;
        }
      };
    }
  }
}
