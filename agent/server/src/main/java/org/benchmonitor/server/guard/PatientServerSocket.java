package org.benchmonitor.server.guard;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.benchmonitor.run.thread.Rest;

/**
 * A server socket whose accept waits before it reports a failure, longer each time.
 *
 * <p>The library calls accept again at once, which takes a whole core when, for example, the host
 * has run out of file descriptors.
 */
final class PatientServerSocket extends ServerSocket {
  private static final long FIRST_WAIT_MILLIS = 10;
  private static final long LONGEST_WAIT_MILLIS = 1_000;

  private long waitMillis = FIRST_WAIT_MILLIS;

  PatientServerSocket() throws IOException {
    super();
  }

  @Override
  public Socket accept() throws IOException {
    try {
      Socket accepted = super.accept();
      waitMillis = FIRST_WAIT_MILLIS;
      return accepted;
    } catch (IOException failure) {
      if (!isClosed()) {
        pause();
      }
      throw failure;
    }
  }

  private void pause() {
    Rest.nanos(TimeUnit.MILLISECONDS.toNanos(waitMillis));
    waitMillis = Math.min(LONGEST_WAIT_MILLIS, waitMillis * 2);
  }
}
