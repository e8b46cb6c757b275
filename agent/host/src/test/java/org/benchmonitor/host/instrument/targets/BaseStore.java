package org.benchmonitor.host.instrument.targets;

/** Between the interface and its implementors. */
public abstract class BaseStore implements Store {
  public abstract void close();
}
