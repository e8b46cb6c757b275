import com.twitter.util.Awaitable;
import com.twitter.util.Future$;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Calls that return at once what is done 20 ms later; each tenth fails. Prints how many failed. */
public final class LaterLoops {
  private static final int CALLS = 200;

  private static final EventExecutor LOOP = new DefaultEventExecutor();

  private static final AtomicInteger FAILED = new AtomicInteger();

  private static void later(int number, Consumer<String> succeed, Consumer<Throwable> fail) {
    LOOP.schedule(
        () -> {
          if (number % 10 == 0) {
            fail.accept(new IOException("tenth"));
          } else {
            succeed.accept("done");
          }
        },
        20,
        TimeUnit.MILLISECONDS);
  }

  static io.vertx.core.Future<String> vertx(int number) {
    Promise<String> promise = Promise.promise();
    later(number, promise::complete, promise::fail);
    return promise.future();
  }

  static io.vertx.core.AsyncResult<Integer> vertxMapped(int number) {
    return vertx(number).map(String::length);
  }

  static Object vertxAtOnce(int number) {
    return number % 10 == 0
        ? io.vertx.core.Future.failedFuture(new IOException("tenth"))
        : io.vertx.core.Future.succeededFuture("done");
  }

  static io.netty.util.concurrent.Future<String> netty(int number) {
    io.netty.util.concurrent.Promise<String> promise = LOOP.newPromise();
    later(number, promise::setSuccess, promise::setFailure);
    return promise;
  }

  static java.util.concurrent.Future<String> nettyAtOnce(int number) {
    return number % 10 == 0
        ? LOOP.newFailedFuture(new IOException("tenth"))
        : LOOP.newSucceededFuture("done");
  }

  static com.twitter.util.Future<String> twitter(int number) {
    com.twitter.util.Promise<String> promise = new com.twitter.util.Promise<>();
    later(number, promise::setValue, promise::setException);
    return promise;
  }

  static Awaitable<Integer> twitterMapped(int number) {
    return twitter(number).map(String::length);
  }

  static Object twitterAtOnce(int number) {
    return number % 10 == 0
        ? Future$.MODULE$.exception(new IOException("tenth"))
        : Future$.MODULE$.value("done");
  }

  public static void main(String[] arguments) throws Exception {
    CountDownLatch open = new CountDownLatch(3 * CALLS);
    for (int i = 0; i < CALLS; i++) {
      ((io.vertx.core.Future<Integer>) vertxMapped(i))
          .onComplete(
              result -> {
                count(result.failed());
                open.countDown();
              });
      vertxAtOnce(i);
      netty(i)
          .addListener(
              result -> {
                count(!result.isSuccess());
                open.countDown();
              });
      nettyAtOnce(i);
      ((com.twitter.util.Future<Integer>) twitterMapped(i))
          .respond(
              result -> {
                count(result.isThrow());
                open.countDown();
                return null;
              });
      twitterAtOnce(i);
    }
    open.await();
    LOOP.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    System.out.println(FAILED.get());
  }

  private static void count(boolean failed) {
    if (failed) {
      FAILED.incrementAndGet();
    }
  }
}
