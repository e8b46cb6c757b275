package org.benchmonitor.run.frame;

import java.io.IOException;

/** A frame whose sum is right but whose payload cannot be understood, or a file that has none. */
public final class BadFrame extends IOException {
  private static final long serialVersionUID = 1;

  BadFrame(String message) {
    super(message);
  }
}
