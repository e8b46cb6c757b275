package org.benchmonitor.bootstrap;

/**
 * Whether callbacks of one class can be stood in for at one site; made once per class, kept by the
 * JDK with it, so without any reference to the host's classes.
 */
final class CallbackVerdict {
  private static final int LONGEST_NAME = 200;

  /** Why not, or null if they can. */
  final String refusal;

  /** The only method that ends the operation, or null for any. */
  final String completing;

  /** Whether the user has named that method. */
  final boolean isNamed;

  /** Whether default methods run on the stand-in, as they would on the callback. */
  final boolean runsDefaults;

  // Racy: set at most a few times, and only ever to true.
  private boolean unsound;

  // Racy: more than one thread may say it.
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

  /** A callback of the class has thrown what the stand-in cannot throw: no more of them. */
  void refuseFromNowOn() {
    unsound = true;
    said = false;
  }

  /** Whether the reason has not been said yet, which it then has. */
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
