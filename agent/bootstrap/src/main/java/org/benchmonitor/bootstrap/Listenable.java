package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/**
 * Whether the futures of a class take listeners, as Guava's {@code ListenableFuture} does, Google's
 * {@code ApiFuture} or that of the Async HTTP Client.
 *
 * <p>They have no type in common, and may have been renamed into another library. So each is known
 * by what it has: a public interface that extends {@link Future} and has {@code
 * addListener(Runnable, Executor)}. Immutable; any thread.
 */
final class Listenable {
  private static final String ADD = "addListener";
  private static final MethodType TYPE =
      MethodType.methodType(void.class, Object.class, Runnable.class, Executor.class);
  private static final Listenable NONE = new Listenable(null);

  /** What is known of a class lives as long as that class. */
  private static final ClassValue<Listenable> KNOWN =
      new ClassValue<>() {
        @Override
        protected Listenable computeValue(Class<?> type) {
          MethodHandle found = find(type);
          return found == null ? NONE : new Listenable(found);
        }
      };

  private final MethodHandle add;

  private Listenable(MethodHandle add) {
    this.add = add;
  }

  static Listenable of(Class<?> type) {
    return KNOWN.get(type);
  }

  boolean takesListeners() {
    return add != null;
  }

  /** Completes an operation with a future, which may have completed already. */
  void listen(Object future, AsyncOperation operation) throws Throwable {
    add.invokeExact(
        future, (Runnable) new Listening((Future<?>) future, operation), (Executor) AtOnce.HERE);
  }

  private static MethodHandle find(Class<?> type) {
    for (Class<?> above = type; above != null; above = above.getSuperclass()) {
      MethodHandle found = above.isInterface() ? ofInterface(above) : null;
      for (Class<?> one : above.getInterfaces()) {
        // What is above others than futures may be a thicket with more ways up than can be gone.
        if (found == null && Future.class.isAssignableFrom(one)) {
          found = find(one);
        }
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** That of a type that extends {@link Future}, or is it. */
  private static MethodHandle ofInterface(Class<?> type) {
    if (type == Future.class || !Modifier.isPublic(type.getModifiers())) {
      return null;
    }
    try {
      return MethodHandles.publicLookup()
          .unreflect(type.getMethod(ADD, Runnable.class, Executor.class))
          .asType(TYPE);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError notThisOne) {
      return null;
    }
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
