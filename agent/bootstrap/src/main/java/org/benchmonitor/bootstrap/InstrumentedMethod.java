package org.benchmonitor.bootstrap;

/**
 * The method that a site is in, as far as its operations need it. Immutable.
 *
 * @param className the binary name of its class
 * @param name its own name
 * @param callback how it uses its callback, or null if none ends its operation
 */
public record InstrumentedMethod(String className, String name, CallbackUse callback) {
  /** Whether a stack trace element is this method's. */
  boolean isAt(StackTraceElement element) {
    return element.getMethodName().equals(name) && element.getClassName().equals(className);
  }
}
