package org.benchmonitor.bench.whole;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured, and how thoroughly.
 *
 * @param quick fewer and shorter runs, to see that everything works
 */
record Setting(Path monitorJar, Path runnerJar, boolean quick) {

  /** The number of repetitions. */
  int times(int thorough, int few) {
    return quick ? few : thorough;
  }

  /** The JVM option that adds the agent on a free port. */
  List<String> agent(String... options) {
    List<String> all = new ArrayList<>(List.of("address=localhost:0"));
    all.addAll(List.of(options));
    return List.of("-javaagent:" + monitorJar + "=" + String.join(",", all));
  }

  /** The words that run one of the hosts of this package. */
  static List<String> host(Class<?> main, Object... arguments) {
    return host(System.getProperty("java.class.path"), main, arguments);
  }

  /**
   * The same for a host that needs no library. The JVM searches the whole class path for the first
   * class of any agent, and opens every jar for that.
   */
  static List<String> hostAlone(Class<?> main, Object... arguments) {
    String itself = main.getProtectionDomain().getCodeSource().getLocation().getPath();
    return host(itself, main, arguments);
  }

  private static List<String> host(String classPath, Class<?> main, Object... arguments) {
    List<String> words = new ArrayList<>(List.of("-cp", classPath, main.getName()));
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    return words;
  }

  /** Says on stderr what goes on; stdout is the table's. */
  @SuppressWarnings("SystemOut") // a command-line program
  static void progress(String text) {
    System.err.println("  " + text);
  }
}
