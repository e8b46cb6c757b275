package com.acme.odd;

import java.util.logging.LogManager;

/** A log manager that says when it is made. */
public class Logs extends LogManager {
  /** Called by the JDK. */
  public Logs() {
    System.out.println("log manager made");
  }
}
