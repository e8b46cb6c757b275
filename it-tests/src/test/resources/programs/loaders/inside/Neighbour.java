package com.acme.inside;

import java.lang.invoke.MethodHandles;

/** Lets others define classes beside itself. */
public class Neighbour {
  private Neighbour() {}

  public static MethodHandles.Lookup lookup() {
    return MethodHandles.lookup();
  }
}
