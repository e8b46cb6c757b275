package com.acme.odd;

import javax.management.MBeanServerBuilder;

/** A factory of management servers that says when it is made, and fails. */
public class Beans extends MBeanServerBuilder {
  /** Called by the JDK. */
  public Beans() {
    System.out.println("management made");
    throw new IllegalStateException("no management");
  }
}
