import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** A runner that nobody knows: tasks of a pool, each of which does one operation. */
public final class Pools {
  private static volatile double sink;

  private Pools() {}

  public static void main(String[] arguments) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    Semaphore queued = new Semaphore(30);
    Service service = new Service();
    for (int i = 0; true; i++) {
      int key = i;
      queued.acquire();
      pool.execute(
          () -> {
            try {
              service.handle(key);
            } finally {
              queued.release();
            }
          });
    }
  }

  /** What the tasks call. */
  static final class Service {
    private final Store store = new Store();

    void handle(int key) {
      if (key % 3 == 0) {
        store.write(key);
      } else {
        store.read(key);
      }
    }
  }

  /** What takes the time. */
  static final class Store {
    void read(int key) {
      compute(key);
      LockSupport.parkNanos(1_000_000);
    }

    void write(int key) {
      compute(key);
      LockSupport.parkNanos(3_000_000);
    }

    private static void compute(int key) {
      double sum = 0;
      for (int i = 0; i < 20_000; i++) {
        sum += Math.sqrt(i + key);
      }
      sink = sum;
    }
  }
}
