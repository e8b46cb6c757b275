package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Scala's futures, which call a function on the executor that comes with it.
 *
 * <p>Ours runs it at once, on the thread that completes. Scala's own such executor may run a batch
 * of others first, and its converter to a stage of Java's runs dependents on the common pool.
 */
final class ScalaFuture extends Awaitable {
  private static final MethodType LISTEN =
      MethodType.methodType(void.class, Object.class, Object.class, Object.class);

  private final MethodHandle onComplete;
  private final Class<?> function;
  private final Object executor;
  private final Outcome outcome;

  private ScalaFuture(
      MethodHandle onComplete, Class<?> function, Object executor, Outcome outcome) {
    this.onComplete = onComplete;
    this.function = function;
    this.executor = executor;
    this.outcome = outcome;
  }

  static ScalaFuture bind(Class<?> future) throws ReflectiveOperationException {
    Class<?> function = beside(future, "scala.Function1");
    Class<?> executor = beside(future, "scala.concurrent.ExecutionContext");
    MethodHandle onComplete =
        MethodHandles.publicLookup()
            .findVirtual(
                future, "onComplete", MethodType.methodType(void.class, function, executor))
            .asType(LISTEN);
    return new ScalaFuture(
        onComplete, function, standIn(executor, new AtOnce()), Outcome.of(future));
  }

  @Override
  void listen(Object future, AsyncOperation operation) throws Throwable {
    onComplete.invokeExact(future, standIn(function, new Listening(operation, outcome)), executor);
  }

  private static final class AtOnce extends Answering {
    @Override
    Object answer(String method, Object[] arguments) {
      if (method.equals("execute")) {
        ((Runnable) arguments[0]).run();
      }
      // Asked to prepare itself it answers with itself.
      return method.equals("prepare") ? DEFAULT : null;
    }
  }

  private static final class Listening extends Answering {
    private final AsyncOperation operation;
    private final Outcome outcome;

    Listening(AsyncOperation operation, Outcome outcome) {
      this.operation = operation;
      this.outcome = outcome;
    }

    @Override
    Object answer(String method, Object[] arguments) {
      if (!method.equals("apply")) {
        return DEFAULT;
      }
      outcome.tell(arguments[0], operation);
      return null;
    }
  }

  /** What a completed future holds: {@code Success(value)} or {@code Failure(exception)}. */
  private static final class Outcome {
    private final Class<?> failure;
    private final MethodHandle exception;
    private final Class<?> success;
    private final MethodHandle value;

    private Outcome(
        Class<?> failure, MethodHandle exception, Class<?> success, MethodHandle value) {
      this.failure = failure;
      this.exception = exception;
      this.success = success;
      this.value = value;
    }

    static Outcome of(Class<?> future) throws ReflectiveOperationException {
      Class<?> failure = beside(future, "scala.util.Failure");
      Class<?> success = beside(future, "scala.util.Success");
      return new Outcome(
          failure,
          getter(failure, "exception", Throwable.class),
          success,
          getter(success, "value", Object.class));
    }

    private static MethodHandle getter(Class<?> type, String name, Class<?> returned)
        throws ReflectiveOperationException {
      return MethodHandles.publicLookup()
          .findVirtual(type, name, MethodType.methodType(returned))
          .asType(MethodType.methodType(returned, Object.class));
    }

    void tell(Object outcome, AsyncOperation operation) {
      Object result = null;
      Throwable thrown = null;
      try {
        if (failure.isInstance(outcome)) {
          thrown = (Throwable) exception.invokeExact(outcome);
        } else if (success.isInstance(outcome)) {
          result = (Object) value.invokeExact(outcome);
        }
      } catch (Throwable ofFuture) {
        thrown = ofFuture;
      }
      operation.accept(result, thrown);
    }
  }
}
