import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run whose program does to every thread that it finds what its argument says, once the agent is
 * there, and then measures what all threads but its own compute, in percent of one that does
 * nothing else. Ends when it is told so on stdin.
 */
public class Interrupting {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Set<String> OWN = Set.of("main", "worker", "again", "spins");
  private static final long SPUN_NANOS = 2_000_000_000L;

  private static int done;
  private static volatile boolean over;

  public static void main(String[] args) throws Exception {
    Thread worker = new Thread(Interrupting::work, "worker");
    worker.start();
    BufferedReader told = new BufferedReader(new InputStreamReader(System.in));
    // Whoever drives the test has opened what is to survive.
    told.readLine();
    disturb(args[0], worker);
    System.out.println("cpu " + percentOfOneThatSpins());
    told.readLine();
    over = true;
    worker.join();
    System.out.println("done " + done);
  }

  private static void work() {
    while (!over) {
      operation();
      try {
        Thread.sleep(10);
      } catch (InterruptedException foundByItself) {
        continue;
      }
    }
  }

  static void operation() {
    done++;
  }

  private static void disturb(String how, Thread worker) throws Exception {
    switch (how) {
      case "once" -> others(worker).forEach(Thread::interrupt);
      case "group" -> root().interrupt();
      case "stop" -> {
        for (Thread thread : others(worker)) {
          if (!thread.getThreadGroup().equals(root())) {
            Thread.class.getMethod("stop").invoke(thread);
          }
        }
        // Where it has to be waited for until all is there again.
        Thread.sleep(2_000);
      }
      case "again" -> {
        Thread again =
            new Thread(
                () -> {
                  while (!over) {
                    others(worker).forEach(Thread::interrupt);
                    try {
                      Thread.sleep(10);
                    } catch (InterruptedException itself) {
                      continue;
                    }
                  }
                },
                "again");
        again.setDaemon(true);
        again.start();
      }
      default -> throw new IllegalArgumentException(how);
    }
    // By the group itself this thread was interrupted too.
    Thread.interrupted();
  }

  private static List<Thread> others(Thread worker) {
    List<Thread> others = new ArrayList<>(Thread.getAllStackTraces().keySet());
    others.removeIf(
        thread -> thread == Thread.currentThread() || thread == worker || isMain(thread));
    return others;
  }

  private static boolean isMain(Thread thread) {
    return thread.getName().equals("main");
  }

  private static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** Both are given the same share of a busy machine; compilers and collectors are no threads here. */
  private static long percentOfOneThatSpins() throws InterruptedException {
    Thread spinning =
        new Thread(
            () -> {
              while (!over) {
                Thread.onSpinWait();
              }
            },
            "spins");
    spinning.setDaemon(true);
    Map<Long, Long> before = othersNanos();
    spinning.start();
    while (THREADS.getThreadCpuTime(spinning.getId()) < SPUN_NANOS) {
      Thread.sleep(50);
    }
    long spun = THREADS.getThreadCpuTime(spinning.getId());
    long all = 0;
    for (Map.Entry<Long, Long> after : othersNanos().entrySet()) {
      all += after.getValue() - before.getOrDefault(after.getKey(), 0L);
    }
    return 100 * all / spun;
  }

  private static Map<Long, Long> othersNanos() {
    Map<Long, Long> nanos = new HashMap<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!OWN.contains(thread.getName())) {
        nanos.put(thread.getId(), Math.max(0, THREADS.getThreadCpuTime(thread.getId())));
      }
    }
    return nanos;
  }
}
