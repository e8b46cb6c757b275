import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A run whose program does to every thread that it finds what its argument says, once the agent is
 * there, and then measures what its own process uses. Ends when it is told so on stdin.
 */
public class Interrupting {
  private static int done;
  private static volatile boolean over;

  public static void main(String[] args) throws Exception {
    Thread worker = new Thread(Interrupting::work, "worker");
    worker.start();
    BufferedReader told = new BufferedReader(new InputStreamReader(System.in));
    // Whoever drives the test has opened what is to survive.
    told.readLine();
    disturb(args[0], worker);
    long before = cpuNanos();
    Thread.sleep(3_000);
    System.out.println("cpu " + (cpuNanos() - before) / 30_000_000);
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

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
