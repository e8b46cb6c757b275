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
        future, (Runnable) new Listening((Future<?>) future, operation), (Executor) AtOnce.HERE);
  }

  /** Runs inside the host's completion, on the thread that completes. */
  private static final class AtOnce implements Executor {
    static final AtOnce HERE = new AtOnce();

    @Override
    public void execute(Runnable listening) {
      listening.run();
    }
  }

  private static final class Listening implements Runnable {
    private final Future<?> future;
    private final AsyncOperation operation;

    Listening(Future<?> future, AsyncOperation operation) {
      this.future = future;
      this.operation = operation;
    }

    @Override
    public void run() {
      Object result = null;
      Throwable thrown = null;
      // Asking a future for its result takes the interrupt of the host's thread, even at its end.
      boolean interrupted = Thread.interrupted();
      try {
        // One that is told too early would let this thread wait.
        if (future.isDone()) {
          result = future.get();
        }
      } catch (Throwable ofFuture) {
        thrown = ofFuture;
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
      operation.accept(result, thrown);
    }
  }
}
