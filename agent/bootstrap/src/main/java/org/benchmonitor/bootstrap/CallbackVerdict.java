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

  /** Whether default methods run on the stand-in, as they would on the callback. */
  final boolean runsDefaults;

  // Racy: set at most a few times, and only ever to true.
  private boolean unsound;

  private CallbackVerdict(String refusal, String completing, boolean runsDefaults) {
    this.refusal = refusal;
    this.completing = completing;
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
        false);
  }

  static CallbackVerdict yes(String completing, boolean runsDefaults) {
    return new CallbackVerdict(null, completing, runsDefaults);
  }

  boolean isYes() {
    return refusal == null && !unsound;
  }

  /** A callback of the class has thrown what the stand-in cannot throw: no more of them. */
  void refuseFromNowOn() {
    unsound = true;
  }

  String reason() {
    return unsound
        ? "callbacks that throw what their interface does not declare are not waited for"
        : refusal;
  }
}
