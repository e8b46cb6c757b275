package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * The first call of a suspending function of Kotlin's, while it runs.
 *
 * <p>A function that can go on after it was suspended has an object of its own for that, which
 * leads to the continuation that its first call got. It is called again with that object, after the
 * highest bit of the object's {@code label} was set; the function takes the bit back at once. So
 * the continuation of the first call, by its identity, stands for the operation, and nothing of the
 * host is replaced. It is known as that before the function runs: another thread may let it go on
 * before the first call has returned. Any thread; never blocks.
 */
final class Suspending {
  /** A call by which a function goes on whose operation is not known. */
  static final Object UNKNOWN = new Object();

  private static final String ABOVE = "kotlin.coroutines.jvm.internal.BaseContinuationImpl";
  private static final String CONTINUATION = "kotlin.coroutines.Continuation";
  private static final String SUSPENDED = "kotlin.coroutines.intrinsics.CoroutineSingletons";

  /** Whether a class is that of functions' own objects, kept as long as the class lives. */
  private static final ClassValue<Own> OWN =
      new ClassValue<>() {
        @Override
        protected Own computeValue(Class<?> type) {
          try {
            return Own.bind(type);
          } catch (ReflectiveOperationException | RuntimeException | LinkageError notThisOne) {
            return Own.NONE;
          }
        }
      };

  private final Frame frame;
  private final AsyncOperation operation;

  private Suspending(Frame frame, AsyncOperation operation) {
    this.frame = frame;
    this.operation = operation;
  }

  /** How the object of a function is read. */
  private static final class Own {
    static final Own NONE = new Own(null, null);

    private final MethodHandle label;
    private final MethodHandle completion;

    private Own(MethodHandle label, MethodHandle completion) {
      this.label = label;
      this.completion = completion;
    }

    static Own bind(Class<?> type) throws ReflectiveOperationException {
      Class<?> above = type;
      while (above != null && !above.getName().equals(ABOVE)) {
        above = above.getSuperclass();
      }
      if (above == null) {
        return NONE;
      }
      Field field = type.getDeclaredField("label");
      // Only its package sees it.
      field.setAccessible(true);
      return new Own(
          MethodHandles.lookup()
              .unreflectGetter(field)
              .asType(MethodType.methodType(int.class, Object.class)),
          MethodHandles.publicLookup()
              .findVirtual(
                  above,
                  "getCompletion",
                  MethodType.methodType(Awaitable.beside(above, CONTINUATION)))
              .asType(MethodType.methodType(Object.class, Object.class)));
    }
  }

  /** What a call goes on with: its operation or {@link #UNKNOWN}; null if it begins one. */
  static Object goingOn(Recording recording, int siteId, Object continuation) {
    if (!isGoingOn(continuation)) {
      return null;
    }
    try {
      Object first = (Object) OWN.get(continuation.getClass()).completion.invokeExact(continuation);
      AsyncOperation there =
          first == null || recording == null ? null : recording.inFlight().waitingFor(first);
      return there != null && there.siteId() == siteId ? there : UNKNOWN;
    } catch (Throwable atTheEnd) {
      // Of the stack or the heap.
      return UNKNOWN;
    }
  }

  /** Whether the call that is given a continuation goes on with it. */
  static boolean isGoingOn(Object continuation) {
    if (continuation == null) {
      return false;
    }
    try {
      Own own = OWN.get(continuation.getClass());
      return own.label != null && (int) own.label.invokeExact(continuation) < 0;
    } catch (Throwable atTheEnd) {
      // Of the stack or the heap; it was not told from one that goes on.
      return true;
    }
  }

  /** Begins with an operation of a frame; throws nothing. */
  static Object begin(Frame frame, Object continuation) {
    try {
      AsyncOperation operation = new AsyncOperation(frame, continuation);
      boolean found = frame.worker.recording().inFlight().show(operation, continuation);
      return new Suspending(frame, found ? operation : null);
    } catch (Throwable noRoom) {
      return frame;
    }
  }

  /** Whether what a function returned says that it goes on later. */
  static boolean isSuspended(Object returned) {
    return returned instanceof Enum<?> one
        && one.getDeclaringClass().getName().equals(SUSPENDED)
        && one.name().equals("COROUTINE_SUSPENDED");
  }

  /** Ends the call, and the operation unless it goes on. */
  void end(Object returned, Throwable thrown) {
    if (thrown != null || !isSuspended(returned)) {
      if (operation != null) {
        operation.withdraw();
      }
      Probe.exitWith(frame, returned, thrown);
      return;
    }
    try {
      frame.worker.leave(frame);
      if (operation == null) {
        Stages.endNow(frame);
      } else {
        frame.worker.recording().inFlight().addBriefly();
      }
    } catch (Throwable failure) {
      frame.worker.depth = frame.below;
      Probe.suppressed(failure, frame.siteId);
    }
  }
}
