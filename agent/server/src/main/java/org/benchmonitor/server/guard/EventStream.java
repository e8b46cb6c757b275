package org.benchmonitor.server.guard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.StreamEndpoint;
import org.benchmonitor.server.http.StreamMessage;

/** A client of server-sent events; its handler's thread writes to it. */
final class EventStream {
  private static final byte[] PING = ": ping\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Connection connection;
  private final Limits limits;
  private final StreamEndpoint endpoint;
  private final StreamQueues queues;
  private final StreamQueue queue;

  EventStream(Connection connection, Limits limits, StreamEndpoint endpoint, StreamQueues queues) {
    this.connection = connection;
    this.limits = limits;
    this.endpoint = endpoint;
    this.queues = queues;
    this.queue = queues.make();
  }

  /** Writes until the client is gone or the stream ends. */
  void run(Response head) throws IOException, InterruptedException {
    queues.opened(queue);
    try {
      connection.bound(limits.write());
      Wire.writeHead(connection.out(), head, false);
      connection.out().flush();
      endpoint.opened(queue);
      write();
    } finally {
      endpoint.closed(queue);
      queues.closed(queue);
    }
  }

  private void write() throws IOException, InterruptedException {
    long nextPing = System.nanoTime() + limits.ping().toNanos();
    while (!queue.isDone()) {
      connection.unbound();
      StreamMessage message = queue.take(StreamQueue.until(nextPing));
      connection.bound(limits.write());
      OutputStream out = connection.out();
      if (message != null) {
        writeWaiting(message, out);
      } else if (System.nanoTime() - nextPing >= 0) {
        out.write(PING);
        out.flush();
        nextPing = System.nanoTime() + limits.ping().toNanos();
      }
    }
  }

  /** Writes what waits and flushes once. */
  private void writeWaiting(StreamMessage first, OutputStream out) throws IOException {
    StreamMessage next = first;
    while (next != null) {
      connection.bound(limits.write());
      out.write(next.event());
      next = queue.poll();
    }
    out.flush();
  }
}
