package org.benchmonitor.host.instrument;

import org.benchmonitor.run.model.DurationText;

/**
 * The result of one retransformation.
 *
 * @param classes that were transformed
 * @param instrumented methods that have become operations by it
 * @param givenBack methods that have ceased to be
 */
public record RetransformationResult(int classes, int instrumented, int givenBack, long nanos) {
  static final RetransformationResult NOTHING = new RetransformationResult(0, 0, 0, 0);

  /** Whether nothing was changed. */
  public boolean isNothing() {
    return classes == 0;
  }

  /** As a line for people. */
  public String text() {
    return methods() + " in " + count(classes, "class", "classes") + ", " + DurationText.of(nanos);
  }

  private String methods() {
    if (givenBack == 0) {
      return count(instrumented, "method", "methods") + " instrumented";
    }
    return instrumented == 0
        ? count(givenBack, "method", "methods") + " given back"
        : count(instrumented, "method", "methods") + " instrumented, " + givenBack + " given back";
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
