package org.benchmonitor.host.instrument.targets;

/** One method of two is an operation. */
public class Annotated {
  @Operation
  public void marked() {}

  public void plain() {}
}
