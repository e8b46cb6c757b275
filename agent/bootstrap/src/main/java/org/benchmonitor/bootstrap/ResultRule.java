package org.benchmonitor.bootstrap;

/** Tells whether a returned value is a failure, on the worker's thread, once for each call. */
public interface ResultRule {
  /** Returns null for a success, else the error's type. The value may be null. */
  String errorOf(Object returned);
}
