import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** Calls that return at once what is done 20 ms later; each tenth fails. Prints how many failed. */
public final class Later {
  private static final int CALLS = 200;

  private static final ScheduledExecutorService LATER = Executors.newSingleThreadScheduledExecutor();

  static ListenableFuture<String> settable(int number) {
    SettableFuture<String> future = SettableFuture.create();
    LATER.schedule(
        () -> {
          if (number % 10 == 0) {
            future.setException(new IOException("tenth"));
          } else {
            future.set("done");
          }
        },
        20,
        TimeUnit.MILLISECONDS);
    return future;
  }

  static Future<Integer> transformed(int number) {
    return Futures.transform(settable(number), String::length, MoreExecutors.directExecutor());
  }

  static Object immediate(int number) {
    return number % 10 == 0
        ? Futures.immediateFailedFuture(new IOException("tenth"))
        : Futures.immediateFuture("done");
  }

  static Future<String> task() {
    return LATER.schedule(() -> "done", 20, TimeUnit.MILLISECONDS);
  }

  static Mono<String> mono() {
    return Mono.delay(Duration.ofMillis(20)).map(any -> "done");
  }

  static Object hidden() {
    return mono();
  }

  public static void main(String[] arguments) throws InterruptedException {
    int failed = 0;
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      all.add(settable(i));
      all.add(transformed(i));
      all.add((Future<?>) immediate(i));
      all.add(task());
      if (i % 10 == 0) {
        ((Mono<?>) hidden()).block();
      }
    }
    for (Future<?> one : all) {
      try {
        one.get();
      } catch (ExecutionException tenth) {
        failed++;
      }
    }
    LATER.shutdown();
    System.out.println(failed);
  }
}
