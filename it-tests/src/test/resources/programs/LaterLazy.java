import io.reactivex.rxjava3.core.Single;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Calls that return what is done 20 ms after somebody subscribes; each tenth fails, and half are
 * never subscribed to. Who waits for a stage takes 100 ms to go on. Prints how many failed.
 */
public final class LaterLazy {
  private static final int CALLS = 100;

  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  private static final AtomicInteger FAILED = new AtomicInteger();

  private static final CountDownLatch OPEN = new CountDownLatch(5 * CALLS);

  static Mono<String> mono(int number) {
    return Mono.delay(Duration.ofMillis(20)).map(any -> done(number));
  }

  static Publisher<String> flux(int number) {
    return Flux.just("one", "two")
        .concatWith(Mono.delay(Duration.ofMillis(20)).map(any -> done(number)));
  }

  static Uni<String> uni(int number) {
    return Uni.createFrom()
        .item("done")
        .onItem()
        .delayIt()
        .by(Duration.ofMillis(20))
        .map(any -> done(number));
  }

  static Object single(int number) {
    return Single.timer(20, TimeUnit.MILLISECONDS).map(any -> done(number));
  }

  static CompletionStage<String> stage(int number) {
    return CompletableFuture.supplyAsync(
        () -> done(number), CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS, THREADS));
  }

  private static String done(int number) {
    if (number % 10 == 0) {
      throw new IllegalStateException("tenth");
    }
    return "done";
  }

  private static void ended(Throwable failure) {
    if (failure != null) {
      FAILED.incrementAndGet();
    }
    OPEN.countDown();
  }

  @SuppressWarnings("unchecked")
  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < CALLS; i++) {
      mono(i);
      mono(i).subscribe(any -> {}, LaterLazy::ended, () -> ended(null));
      flux(i);
      Flux.from(flux(i)).subscribe(any -> {}, LaterLazy::ended, () -> ended(null));
      uni(i);
      uni(i).subscribe().with(any -> ended(null), LaterLazy::ended);
      single(i);
      ((Single<String>) single(i)).subscribe(any -> ended(null), LaterLazy::ended);
      CompletionStage<String> stage = stage(i);
      stage.whenComplete(
          (any, failure) -> {
            sleep();
            ended(failure);
          });
    }
    OPEN.await();
    System.out.println(FAILED.get());
    System.exit(0);
  }

  private static void sleep() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
