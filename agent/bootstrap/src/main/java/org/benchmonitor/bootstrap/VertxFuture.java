package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletionStage;

/**
 * Vert.x's futures since its fourth version, each of which makes a stage of Java's.
 *
 * <p>The handlers of one with a context run on its event loop. So one that is complete already is
 * asked itself.
 */
final class VertxFuture extends Awaitable {
  private final MethodHandle stage;
  private final MethodHandle isComplete;
  private final MethodHandle result;
  private final MethodHandle cause;

  private VertxFuture(
      MethodHandle stage, MethodHandle isComplete, MethodHandle result, MethodHandle cause) {
    this.stage = stage;
    this.isComplete = isComplete;
    this.result = result;
    this.cause = cause;
  }

  static VertxFuture bind(Class<?> future) throws ReflectiveOperationException {
    return new VertxFuture(
        asked(future, "toCompletionStage", CompletionStage.class),
        asked(future, "isComplete", boolean.class),
        asked(future, "result", Object.class),
        asked(future, "cause", Throwable.class));
  }

  private static MethodHandle asked(Class<?> future, String name, Class<?> answer)
      throws ReflectiveOperationException {
    return MethodHandles.publicLookup()
        .findVirtual(future, name, MethodType.methodType(answer))
        .asType(MethodType.methodType(answer, Object.class));
  }

  @Override
  void listen(Object future, AsyncOperation operation) throws Throwable {
    if ((boolean) isComplete.invokeExact(future)) {
      operation.accept((Object) result.invokeExact(future), (Throwable) cause.invokeExact(future));
    } else {
      ((CompletionStage<?>) stage.invokeExact(future)).whenComplete(operation);
    }
  }
}
