package org.benchmonitor.tool.cli;

import java.util.List;
import java.util.Locale;

/** The JVMs of this user; finding them disturbs none. */
interface Jvms {
  /** All but this one, by process id. */
  List<Jvm> list();

  /**
   * The one that is meant by a process id or by a part of the main class's name.
   *
   * @throws Failure if there is none, or more than one
   */
  default Jvm find(String word) {
    boolean number = isNumber(word);
    List<Jvm> meant = named(word);
    if (meant.size() == 1) {
      return meant.get(0);
    }
    if (meant.isEmpty()) {
      throw new Failure(
          ExitCode.NO_SUCH_JVM,
          number ? whyNot(word) : "no JVM's main class contains '" + word + "'",
          "list shows the JVMs of this user");
    }
    throw new Failure(
        ExitCode.WRONG_WORDS,
        "'" + word + "' may be " + Jvm.listed(meant),
        "name one by its process id");
  }

  /** All that may be meant by it. */
  default List<Jvm> named(String word) {
    boolean number = isNumber(word);
    String part = word.toLowerCase(Locale.ROOT);
    return list().stream()
        .filter(
            jvm ->
                number
                    ? Long.toString(jvm.pid()).equals(word)
                    : jvm.shortName().toLowerCase(Locale.ROOT).contains(part))
        .toList();
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Why there is no JVM with this process id. */
  default String whyNot(String pid) {
    return "there is no process " + pid;
  }
}
