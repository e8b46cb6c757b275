import java.util.ArrayList;
import java.util.List;

/**
 * Starts itself once more with its own options and all its system properties, as build tools and
 * benchmark harnesses do; the child does the work, the parent only waits.
 */
public class Parent {
  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      for (int i = 0; i < 700; i++) {
        work(i);
      }
      awaitMonitor();
      System.out.println("child done");
      return;
    }
    awaitMonitor();
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(
        java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
    for (String name : System.getProperties().stringPropertyNames()) {
      if (!name.startsWith("java.") && !name.startsWith("sun.") && !name.startsWith("jdk.")) {
        command.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "Parent", "child"));
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    System.out.println("parent done, child exited with " + exit);
  }

  /** So that there is a URL to hand down, and a report of a run that ends at once. */
  private static void awaitMonitor() throws InterruptedException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while ("".equals(System.getProperty("org.benchmonitor.url"))
        && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
  }

  static int work(int i) {
    return i + 1;
  }
}
