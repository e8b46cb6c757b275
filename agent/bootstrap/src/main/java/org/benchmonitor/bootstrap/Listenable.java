package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/**
 * Futures that take listeners, as Guava's {@code ListenableFuture}, Google's {@code ApiFuture} or
 * those of the Async HTTP Client do.
 *
 * <p>They have no type in common, and may have been renamed into another library. So each is known
 * by what it has: a public interface that extends {@link Future} and has {@code
 * addListener(Runnable, Executor)}.
 */
final class Listenable extends Awaitable {
  private static final String ADD = "addListener";
  private static final MethodType TYPE =
      MethodType.methodType(void.class, Object.class, Runnable.class, Executor.class);

  private final MethodHandle add;

  private Listenable(MethodHandle add) {
    this.add = add;
  }

  /** That of an interface that extends {@link Future}, or is it; null if it takes none. */
  static Listenable bind(Class<?> type) throws ReflectiveOperationException {
    if (type == Future.class || !type.isInterface() || !Modifier.isPublic(type.getModifiers())) {
      return null;
    }
    return new Listenable(
        MethodHandles.publicLookup()
            .unreflect(type.getMethod(ADD, Runnable.class, Executor.class))
            .asType(TYPE));
  }

  @Override
  void listen(Object future, AsyncOperation operation) throws Throwable {
    add.invokeExact(
        future, (Runnable) new FutureResult((Future<?>) future, operation), (Executor) AtOnce.HERE);
  }

  /** Runs inside the host's completion, on the thread that completes. */
  private static final class AtOnce implements Executor {
    static final AtOnce HERE = new AtOnce();

    @Override
    public void execute(Runnable listening) {
      listening.run();
    }
  }
}
