package org.benchmonitor.server.http;

import java.io.IOException;
import java.io.OutputStream;

/** The body of an answer that is made while it is sent. */
@FunctionalInterface
public interface Content {
  /**
   * Writes all of it, on the thread that answers. If this throws, the client is told that it does
   * not have the whole: by an error if nothing was sent yet, else by a connection that breaks.
   *
   * @param out sends each array that it is given as it is; not to be closed
   * @throws IOException if the client is gone or too slow
   */
  void writeTo(OutputStream out) throws IOException;
}
