import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Begins operations on one thread and ends them on two others, 20 ms later; prints what it has
 * counted itself.
 */
public class EventLoop {
  static final class Call {
    final long id;

    Call(long id) {
      this.id = id;
    }
  }

  static final class Client {
    final ScheduledExecutorService loop = Executors.newScheduledThreadPool(2);
    final AtomicLong failed = new AtomicLong();
    final CountDownLatch left;

    Client(int calls) {
      left = new CountDownLatch(calls);
    }

    void send(Call call) {
      if (call.id % 100 == 7) {
        throw new IllegalStateException("refused");
      }
      loop.schedule(() -> onResponse(call, call.id % 10 != 0), 20, TimeUnit.MILLISECONDS);
    }

    void onResponse(Call call, boolean ok) {
      failed.addAndGet(ok ? 0 : 1);
      log("measured", 20, ok);
      left.countDown();
    }

    void log(String name, long millis, boolean ok) {}

    void publish(long number) {}

    void handleAck(long number, boolean multiple) {}
  }

  public static void main(String[] arguments) throws Exception {
    int calls = Integer.parseInt(arguments[0]);
    Client client = new Client(calls);
    int refused = 0;
    for (int i = 0; i < calls; i++) {
      try {
        client.send(new Call(i));
      } catch (IllegalStateException expected) {
        refused++;
        client.left.countDown();
      }
    }
    for (long number = 1; number <= calls; number++) {
      client.publish(number);
      if (number % 50 == 0) {
        client.handleAck(number, true);
      }
    }
    client.left.await();
    client.loop.shutdown();
    client.loop.awaitTermination(10, TimeUnit.SECONDS);
    System.out.println(calls + " " + client.failed + " " + refused);
  }
}
