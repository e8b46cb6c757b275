import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kotlin.Result;
import kotlin.ResultKt;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.ContinuationImpl;

/**
 * Suspending functions as Kotlin's compiler writes them, which are done after 20 ms; each tenth
 * fails. Prints how many failed.
 */
public final class LaterKotlin {
  private static final int CALLS = 200;

  private static final ScheduledExecutorService LATER = Executors.newScheduledThreadPool(2);

  private static final AtomicInteger FAILED = new AtomicInteger();

  private static final CountDownLatch OPEN = new CountDownLatch(2 * CALLS);

  /** {@code suspend fun get(number: Int): String { delay(10); return other(number) }} */
  static Object get(int number, Continuation<Object> completion) {
    Get own;
    if (completion instanceof Get && (((Get) completion).label & Integer.MIN_VALUE) != 0) {
      own = (Get) completion;
      own.label -= Integer.MIN_VALUE;
    } else {
      own = new Get(completion);
    }
    Object suspended = IntrinsicsKt.getCOROUTINE_SUSPENDED();
    switch (own.label) {
      case 0:
        ResultKt.throwOnFailure(own.result);
        own.number = number;
        own.label = 1;
        if (delay(own) == suspended) {
          return suspended;
        }
      // fall through
      case 1:
        ResultKt.throwOnFailure(own.result);
        own.label = 2;
        Object result = other(own.number, own);
        if (result == suspended) {
          return suspended;
        }
        return result;
      case 2:
        ResultKt.throwOnFailure(own.result);
        return own.result;
      default:
        throw new IllegalStateException("call to 'resume' before 'invoke' with coroutine");
    }
  }

  static final class Get extends ContinuationImpl {
    int number;
    Object result;
    int label;

    Get(Continuation<Object> completion) {
      super(completion);
    }

    @Override
    protected Object invokeSuspend(Object newResult) {
      result = newResult;
      label |= Integer.MIN_VALUE;
      return get(0, this);
    }
  }

  /** {@code suspend fun other(number: Int): String { delay(10); if ... throw ...; return ... }} */
  static Object other(int number, Continuation<Object> completion) {
    Other own;
    if (completion instanceof Other && (((Other) completion).label & Integer.MIN_VALUE) != 0) {
      own = (Other) completion;
      own.label -= Integer.MIN_VALUE;
    } else {
      own = new Other(completion);
    }
    Object suspended = IntrinsicsKt.getCOROUTINE_SUSPENDED();
    if (own.label == 0) {
      own.number = number;
      own.label = 1;
      if (delay(own) == suspended) {
        return suspended;
      }
    }
    ResultKt.throwOnFailure(own.result);
    if (own.number % 10 == 0) {
      LaterKotlin.<RuntimeException>thrown(new IOException("tenth"));
    }
    return "done";
  }

  static final class Other extends ContinuationImpl {
    int number;
    Object result;
    int label;

    Other(Continuation<Object> completion) {
      super(completion);
    }

    @Override
    protected Object invokeSuspend(Object newResult) {
      result = newResult;
      label |= Integer.MIN_VALUE;
      return other(0, this);
    }
  }

  /** Kotlin's exceptions are all unchecked. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void thrown(Throwable exception) throws T {
    throw (T) exception;
  }

  /** {@code suspend fun tail() = delay(10)}, which hands its continuation on. */
  static Object tail(Continuation<Object> completion) {
    return delay(completion);
  }

  private static Object delay(Continuation<Object> continuation) {
    LATER.schedule(() -> continuation.resumeWith("late"), 10, TimeUnit.MILLISECONDS);
    return IntrinsicsKt.getCOROUTINE_SUSPENDED();
  }

  private static final class Caller implements Continuation<Object> {
    @Override
    public CoroutineContext getContext() {
      return EmptyCoroutineContext.INSTANCE;
    }

    @Override
    public void resumeWith(Object result) {
      if (result instanceof Result.Failure) {
        FAILED.incrementAndGet();
      }
      OPEN.countDown();
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    for (int i = 0; i < CALLS; i++) {
      get(i, new Caller());
      tail(new Caller());
    }
    OPEN.await();
    LATER.shutdown();
    System.out.println(FAILED.get());
  }
}
