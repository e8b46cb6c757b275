package org.benchmonitor.bootstrap;

/**
 * Whether callbacks of one class can have a stand-in at one site. Any thread. The JDK keeps it with
 * the class, so it must not reference the host's classes.
 */
final class CallbackVerdict {
  private static final int LONGEST_NAME = 200;

  /** Why they cannot, or null if they can. */
  final String refusal;

  /** The only method that ends the operation, or null for any method. */
  final String completing;

  /** Whether the user has named that method. */
  final boolean isNamed;

  /** Whether default methods run on the stand-in, as they would on the callback. */
  final boolean runsDefaults;

  // Racy: set a few times at most, and only to true.
  private boolean unsound;

  // Racy: several threads may report it.
  private boolean said;

  private CallbackVerdict(
      String refusal, String completing, boolean isNamed, boolean runsDefaults) {
    this.refusal = refusal;
    this.completing = completing;
    this.isNamed = isNamed;
    this.runsDefaults = runsDefaults;
  }

  static CallbackVerdict no(Class<?> callback, String refusal) {
    String name = callback.getName();
    return new CallbackVerdict(
        "a callback of "
            + (name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name)
            + " is not waited for: "
            + refusal,
        null,
        false,
        false);
  }

  static CallbackVerdict yes(String completing, boolean isNamed, boolean runsDefaults) {
    return new CallbackVerdict(null, completing, isNamed, runsDefaults);
  }

  boolean isYes() {
    return refusal == null && !unsound;
  }

  /** Refuses the class after one of its callbacks threw what a stand-in cannot throw. */
  void refuseFromNowOn() {
    unsound = true;
    said = false;
  }

  /** Whether the reason is new; marks it as reported. */
  boolean isNews() {
    if (said) {
      return false;
    }
    said = true;
    return true;
  }

  String reason() {
    return unsound
        ? "callbacks that throw what their interface does not declare are not waited for"
        : refusal;
  }
}
