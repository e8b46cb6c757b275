import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** A JVM that starts itself twice more with its own options, as build tools and harnesses do. */
public class Family {
  private static final int CHILDREN = 2;

  public static void main(String[] args) throws Exception {
    String how = args[0];
    if (how.equals("child")) {
      for (int i = 0; i < 50; i++) {
        work(i);
      }
      return;
    }
    if (how.contains("works")) {
      work(0);
    }
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < CHILDREN; i++) {
      Process child = child();
      children.add(child);
      if (!how.contains("at-once")) {
        child.waitFor();
      }
    }
    int failed = 0;
    for (Process child : children) {
      failed += child.waitFor();
    }
    System.out.println(failed);
  }

  /** Through a shell, which is no JVM. */
  private static Process child() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "\"$@\"; exit $?",
                "-",
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "Family", "child"));
    return new ProcessBuilder(command).inheritIO().start();
  }

  static int work(int i) {
    return i + 1;
  }
}
