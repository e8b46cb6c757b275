package org.benchmonitor.server.guard;

import fi.iki.elonen.NanoHTTPD.Method;

/** The methods that the library knows; it answers other methods itself. */
final class Methods {
  private Methods() {}

  static boolean isKnown(String name) {
    for (Method method : Method.values()) {
      if (method.name().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
