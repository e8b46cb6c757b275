import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Workers that do one short operation after the other until they are told to stop, in each of the
 * ways that there are. Prints how many operations it has done.
 *
 * <p>Arguments: platform or virtual, how many workers, and for how many milliseconds at most.
 */
public class Controlled {
  private static final AtomicLong DONE = new AtomicLong();
  private static final AtomicLong FLAGGED = new AtomicLong();
  private static volatile boolean over;

  private final List<Thread> threads = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    Controlled runner = new Controlled();
    Thread hook = new Thread(runner::endAndReport);
    Runtime.getRuntime().addShutdownHook(hook);
    runner.work(args[0].equals("virtual"), Integer.parseInt(args[1]), Long.parseLong(args[2]));
  }

  private void work(boolean virtual, int workers, long longestMillis) throws Exception {
    for (int i = 0; i < workers; i++) {
      Runnable body = this::operations;
      Thread thread;
      if (virtual) {
        // By name: the program is compiled by JDK 17 too.
        thread =
            (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
      } else {
        thread = new Thread(body, "worker-" + i);
        thread.start();
      }
      threads.add(thread);
    }
    long deadline = System.nanoTime() + longestMillis * 1_000_000;
    long before = -1;
    long since = System.nanoTime();
    boolean interrupted = false;
    while (!over && System.nanoTime() < deadline && threads.stream().anyMatch(Thread::isAlive)) {
      Thread.sleep(10);
      long done = DONE.get();
      if (done != before) {
        before = done;
        since = System.nanoTime();
      } else if (!interrupted && !virtual && System.nanoTime() - since > 500_000_000) {
        // Nobody does anything, so all are held.
        interrupted = true;
        System.out.println("interrupting");
        threads.get(0).interrupt();
      }
    }
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** A worker that is interrupted ends with the operation that it is about to do. */
  private void operations() {
    while (!over) {
      operation();
      if (Thread.currentThread().isInterrupted()) {
        FLAGGED.incrementAndGet();
        return;
      }
    }
  }

  void operation() {
    DONE.incrementAndGet();
    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
  }

  /** How a runner is told to stop. */
  public void shutdown() {
    System.out.println("shutdown");
    over = true;
  }

  /** The same for all of them. */
  public static void shutdownAll() {
    System.out.println("shutdownAll");
    over = true;
  }

  private void endAndReport() {
    over = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.out.println("operations " + DONE);
    System.out.println("flagged " + FLAGGED);
  }
}
