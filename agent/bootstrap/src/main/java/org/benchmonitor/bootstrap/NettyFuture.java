package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Future;

/**
 * Netty's futures, also under the names that libraries give their own copies.
 *
 * <p>Their listeners run on their event loop. So one that is done already is asked itself.
 */
final class NettyFuture extends Awaitable {
  private static final String LISTENER = "GenericFutureListener";

  private final MethodHandle addListener;
  private final Class<?> listener;

  private NettyFuture(MethodHandle addListener, Class<?> listener) {
    this.addListener = addListener;
    this.listener = listener;
  }

  static NettyFuture bind(Class<?> future) throws ReflectiveOperationException {
    Class<?> listener = beside(future, future.getPackageName() + "." + LISTENER);
    return new NettyFuture(
        MethodHandles.publicLookup()
            .findVirtual(future, "addListener", MethodType.methodType(future, listener))
            .asType(MethodType.methodType(void.class, Object.class, Object.class)),
        listener);
  }

  @Override
  void listen(Object future, AsyncOperation operation) throws Throwable {
    FutureResult result = new FutureResult((Future<?>) future, operation);
    if (((Future<?>) future).isDone()) {
      result.run();
    } else {
      addListener.invokeExact(future, standIn(listener, new Listening(result)));
    }
  }

  private static final class Listening extends Answering {
    private final Runnable result;

    Listening(Runnable result) {
      this.result = result;
    }

    @Override
    Object answer(String method, Object[] arguments) {
      result.run();
      return null;
    }
  }
}
