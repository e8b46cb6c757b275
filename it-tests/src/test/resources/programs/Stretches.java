import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Workers that operate all the time and count themselves; lines on stdin hold them between two
 * operations and let them go again. Each line is answered with one line.
 */
public class Stretches {
  private static final int WORKERS = 4;
  private final List<Worker> workers = new ArrayList<>();
  private volatile boolean held = true;
  private final AtomicInteger waiting = new AtomicInteger();

  public static void main(String[] args) throws Exception {
    new Stretches().run();
  }

  private void run() throws Exception {
    for (int i = 0; i < WORKERS; i++) {
      Worker worker = new Worker();
      worker.setDaemon(true);
      worker.start();
      workers.add(worker);
    }
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(line + " " + answer(line));
    }
  }

  private String answer(String line) throws Exception {
    switch (line.split(" ")[0]) {
      case "hold":
        held = true;
        while (waiting.get() < WORKERS) {
          Thread.sleep(1);
        }
        long operations = 0;
        long failures = 0;
        for (Worker worker : workers) {
          operations += worker.operations;
          failures += worker.failures;
        }
        return operations + " " + failures;
      case "go":
        held = false;
        return "";
      case "memory":
        return memory();
      case "instrumented":
        return Long.toString(callsOfTheProbe());
      default:
        return "?";
    }
  }

  /** The heap as a full collection has left it: what the workers allocate meanwhile is not in it. */
  private static String memory() throws Exception {
    long heap = 0;
    long metaspace = 0;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    System.gc();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null) {
        heap += pool.getCollectionUsage().getUsed();
      }
      if (pool.getName().equals("Metaspace")) {
        metaspace = pool.getUsage().getUsed();
      }
    }
    return heap
        + " "
        + metaspace
        + " "
        + ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  /**
   * Turns every number that an instrumented method could have on, lets one thread operate, and says
   * how many threads called the probe: none, if the methods have their own code again.
   */
  private long callsOfTheProbe() throws Exception {
    Class<?> recordings = Class.forName("org.benchmonitor.bootstrap.Recording");
    Constructor<?> constructor =
        recordings.getDeclaredConstructor(int.class, int.class, int.class);
    Object recording = constructor.newInstance(2, 4, 4);
    Object sites = recordings.getMethod("sites").invoke(recording);
    Class<?> rule = Class.forName("org.benchmonitor.bootstrap.ResultRule");
    sites.getClass().getMethod("add", String.class, rule).invoke(sites, "any", null);
    Method install =
        Class.forName("org.benchmonitor.bootstrap.Probe").getMethod("install", recordings);
    Field states = Class.forName("org.benchmonitor.bootstrap.Sites").getDeclaredField("STATES");
    states.setAccessible(true);
    Object array = states.get(null);
    install.invoke(null, recording);
    for (int i = 0; i < Array.getLength(array); i++) {
      Array.setInt(array, i, 1);
    }
    Thread thread = new Thread(() -> new Worker().operateOnce());
    thread.start();
    thread.join();
    for (int i = 0; i < Array.getLength(array); i++) {
      Array.setInt(array, i, 0);
    }
    install.invoke(null, (Object) null);
    Object reader = recordings.getMethod("reader").invoke(recording);
    return (Long) reader.getClass().getMethod("workersSeen").invoke(reader);
  }

  /**
   * No lambda: a class that is transformed links those anew, and the JVM keeps what was linked for
   * them before.
   */
  private record Answer(long number) implements Supplier<Long> {
    @Override
    public Long get() {
      return number;
    }
  }

  private final class Worker extends Thread {
    private volatile long operations;
    private volatile long failures;

    @Override
    public void run() {
      while (true) {
        if (held) {
          waiting.incrementAndGet();
          while (held) {
            pause();
          }
          waiting.decrementAndGet();
        }
        operateOnce();
        pause();
      }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void operateOnce() {
      try {
        operation(operations);
      } catch (IllegalStateException expected) {
        failures++;
      }
      later(operations).join();
      operations++;
    }

    long operation(long number) {
      if (number % 10 == 9) {
        throw new IllegalStateException("the tenth");
      }
      return inner(number);
    }

    boolean isEven(long number) {
      return number % 2 == 0;
    }

    private long inner(long number) {
      isEven(number);
      return number;
    }

    CompletableFuture<Long> later(long number) {
      return CompletableFuture.supplyAsync(new Answer(number));
    }

    private void pause() {
      try {
        Thread.sleep(0, 200_000);
      } catch (InterruptedException e) {
        interrupt();
      }
    }
  }
}
