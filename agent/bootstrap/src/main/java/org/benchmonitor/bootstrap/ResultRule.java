package org.benchmonitor.bootstrap;

/** Tells whether a returned value is a failure; called on the worker's thread, once per call. */
public interface ResultRule {
  /** Returns null if the value means success, else the error's type. The value may be null. */
  String errorOf(Object returned);
}
