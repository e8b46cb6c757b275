package org.benchmonitor.bootstrap;

/**
 * The method that a site is woven into, as far as its operations need to know it.
 *
 * @param className the binary name of its class
 * @param name its own
 * @param callback how it uses its callback, or null if it ends with none
 */
public record InstrumentedMethod(String className, String name, CallbackUse callback) {
  /** Whether a frame of a stack trace is this method's. */
  boolean isAt(StackTraceElement element) {
    return element.getMethodName().equals(name) && element.getClassName().equals(className);
  }
}
