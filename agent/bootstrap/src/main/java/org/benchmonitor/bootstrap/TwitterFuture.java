package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Twitter's futures, which Finagle's clients return. Their listeners run on the thread that
 * completes, after what it has begun before.
 */
final class TwitterFuture extends Awaitable {
  private final MethodHandle addListener;
  private final Class<?> listener;

  private TwitterFuture(MethodHandle addListener, Class<?> listener) {
    this.addListener = addListener;
    this.listener = listener;
  }

  static TwitterFuture bind(Class<?> future) throws ReflectiveOperationException {
    Class<?> listener = beside(future, "com.twitter.util.FutureEventListener");
    return new TwitterFuture(
        MethodHandles.publicLookup()
            .findVirtual(future, "addEventListener", MethodType.methodType(future, listener))
            .asType(MethodType.methodType(void.class, Object.class, Object.class)),
        listener);
  }

  @Override
  void listen(Object future, AsyncOperation operation) throws Throwable {
    addListener.invokeExact(future, standIn(listener, new Listening(operation)));
  }

  private static final class Listening extends Answering {
    private final AsyncOperation operation;

    Listening(AsyncOperation operation) {
      this.operation = operation;
    }

    @Override
    Object answer(String method, Object[] arguments) {
      if (method.equals("onFailure")) {
        operation.accept(null, (Throwable) arguments[0]);
      } else {
        operation.accept(arguments[0], null);
      }
      return null;
    }
  }
}
