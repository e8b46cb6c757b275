import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes one thing grow: operations, names, errors or workers. Prints "ready", waits for a line,
 * prints "made CALLS FAILED" when it is done, waits for another line, and then ends.
 */
public class Growing {
  private static final AtomicLong CALLS = new AtomicLong();
  private static final AtomicLong FAILED = new AtomicLong();

  public static void main(String[] args) throws Exception {
    Class.forName("Many");
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    System.out.println("ready");
    lines.readLine();
    switch (args[0]) {
      case "operations" -> operations(Integer.parseInt(args[1]));
      case "names" -> names(Integer.parseInt(args[1]));
      case "errors" -> errors(Integer.parseInt(args[1]));
      case "workers" -> workers(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.out.println("made " + CALLS + " " + FAILED);
    lines.readLine();
  }

  /** All methods of a generated class, in rounds. */
  private static void operations(int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      CALLS.addAndGet(Many.all(round));
      Thread.sleep(10);
    }
  }

  private static void names(int count) {
    for (int i = 0; i < count; i++) {
      named("customer-" + i);
    }
  }

  static void named(String name) {
    CALLS.incrementAndGet();
  }

  /** Exceptions of eight types with long messages, of three hundred named operations. */
  private static void errors(int count) throws Exception {
    String text = "the order could not be placed, ".repeat(40);
    for (int i = 0; i < count; i++) {
      try {
        failing("failing-" + i % 300, text + i);
      } catch (RuntimeException expected) {
        FAILED.incrementAndGet();
      }
      if (i % 500 == 0) {
        Thread.sleep(5);
      }
    }
  }

  static String failing(String type, String message) {
    CALLS.incrementAndGet();
    throw failure(Integer.parseInt(type.substring(8)) % 8, message);
  }

  private static RuntimeException failure(int type, String message) {
    return switch (type) {
      case 0 -> new IllegalStateException(message);
      case 1 -> new IllegalArgumentException(message);
      case 2 -> new ArithmeticException(message);
      case 3 -> new ArrayStoreException(message);
      case 4 -> new ClassCastException(message);
      case 5 -> new UnsupportedOperationException(message);
      case 6 -> new IndexOutOfBoundsException(message);
      default -> new NullPointerException(message);
    };
  }

  /** Many threads at once, each of which calls many operations. */
  private static void workers(int threads, int operations) throws Exception {
    MethodHandle[] methods = new MethodHandle[operations];
    Class<?> many = Class.forName("Many");
    for (int i = 0; i < operations; i++) {
      methods[i] =
          MethodHandles.lookup()
              .findStatic(many, "m" + i, MethodType.methodType(int.class, int.class));
    }
    CountDownLatch done = new CountDownLatch(threads);
    CountDownLatch go = new CountDownLatch(1);
    for (int t = 0; t < threads; t++) {
      Thread thread =
          new Thread(
              null,
              () -> {
                try {
                  for (MethodHandle method : methods) {
                    int ignored = (int) method.invokeExact(1);
                    CALLS.incrementAndGet();
                  }
                  done.countDown();
                  go.await();
                } catch (Throwable failure) {
                  failure.printStackTrace();
                }
              },
              "growing-" + t,
              128 << 10);
      thread.setDaemon(true);
      thread.start();
    }
    done.await();
  }
}
