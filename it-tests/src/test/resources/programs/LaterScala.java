import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import scala.concurrent.Await$;
import scala.concurrent.Awaitable;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.Future$;
import scala.concurrent.Promise;
import scala.concurrent.Promise$;
import scala.concurrent.duration.Duration$;

/** Calls that return at once what is done 20 ms later; each tenth fails. Prints how many failed. */
public final class LaterScala {
  private static final int CALLS = 200;

  private static final ScheduledExecutorService LATER = Executors.newSingleThreadScheduledExecutor();

  private static final ExecutionContext CONTEXT = ExecutionContext.global();

  static Future<String> promised(int number) {
    Promise<String> promise = Promise$.MODULE$.apply();
    LATER.schedule(
        () -> {
          if (number % 10 == 0) {
            promise.failure(new IOException("tenth"));
          } else {
            promise.success("done");
          }
        },
        20,
        TimeUnit.MILLISECONDS);
    return promise.future();
  }

  static Awaitable<Integer> mapped(int number) {
    return map(number);
  }

  private static Future<Integer> map(int number) {
    return promised(number).map(String::length, CONTEXT);
  }

  static Object immediate(int number) {
    return number % 10 == 0
        ? Future$.MODULE$.failed(new IOException("tenth"))
        : Future$.MODULE$.successful("done");
  }

  public static void main(String[] arguments) throws Exception {
    int failed = 0;
    List<Awaitable<?>> all = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      all.add(promised(i));
      all.add(mapped(i));
      all.add((Awaitable<?>) immediate(i));
    }
    for (Awaitable<?> one : all) {
      try {
        Await$.MODULE$.result(one, Duration$.MODULE$.Inf());
      } catch (Exception tenth) {
        failed++;
      }
    }
    LATER.shutdown();
    System.out.println(failed);
  }
}
