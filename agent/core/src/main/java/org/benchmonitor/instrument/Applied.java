package org.benchmonitor.instrument;

/**
 * What one retransformation did.
 *
 * @param classes that were transformed
 * @param methods that have become operations by it; negative where some have ceased to be
 */
public record Applied(int classes, int methods, long nanos) {
  /** Whether nothing was changed. */
  public boolean isNothing() {
    return classes == 0;
  }

  /** As a line for people. */
  public String text() {
    String what = methods < 0 ? "given back" : "instrumented";
    return count(Math.abs(methods), "method", "methods")
        + " "
        + what
        + " in "
        + count(classes, "class", "classes")
        + ", "
        + Math.round(nanos / 1e6)
        + " ms";
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
