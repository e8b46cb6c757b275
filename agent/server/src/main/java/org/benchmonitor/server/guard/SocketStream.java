package org.benchmonitor.server.guard;

import fi.iki.elonen.NanoHTTPD.IHTTPSession;
import fi.iki.elonen.NanoWSD.WebSocket;
import fi.iki.elonen.NanoWSD.WebSocketFrame;
import fi.iki.elonen.NanoWSD.WebSocketFrame.CloseCode;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.benchmonitor.run.thread.ThreadMaker;
import org.benchmonitor.server.http.StreamEndpoint;
import org.benchmonitor.server.http.StreamMessage;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket client: read by its handler's thread, written to by a thread of its own.
 *
 * <p>A write blocks; only the writer writes, but for the library's answers to pings, and the
 * watchdog closes the socket under a write that takes too long.
 */
final class SocketStream extends WebSocket {
  private static final byte[] NOTHING = new byte[0];
  private static final int MOST_UNANSWERED = 3;

  /** Then pings have their turn, also where messages come as fast as the client takes them. */
  private static final int MOST_AT_ONCE = 32;

  private final Connection connection;
  private final Limits limits;
  private final StreamEndpoint endpoint;
  private final StreamQueues queues;
  private final StreamQueue queue;
  private final ThreadMaker threads;
  private final AtomicBoolean gone = new AtomicBoolean();
  private final AtomicInteger unanswered = new AtomicInteger();

  SocketStream(
      IHTTPSession session,
      Connection connection,
      Limits limits,
      StreamEndpoint endpoint,
      StreamQueues queues,
      ThreadMaker threads) {
    super(session);
    this.connection = connection;
    this.limits = limits;
    this.endpoint = endpoint;
    this.queues = queues;
    this.queue = queues.make();
    this.threads = threads;
  }

  @Override
  protected void onOpen() {
    connection.unbound();
    queues.opened(queue);
    endpoint.opened(queue);
    try {
      threads.once("monitor-stream-writer", this::write).start();
    } catch (Error noThread) {
      over();
      throw noThread;
    }
  }

  private void write() {
    try {
      long nextPing = System.nanoTime() + limits.ping().toNanos();
      while (!queue.isDone() && !gone.get()) {
        StreamMessage message = queue.take(StreamQueue.until(nextPing));
        connection.bound(limits.write());
        if (message != null) {
          writeWaiting(message);
        }
        if (System.nanoTime() - nextPing >= 0) {
          if (unanswered.getAndIncrement() >= MOST_UNANSWERED) {
            break;
          }
          ping(NOTHING);
          nextPing = System.nanoTime() + limits.ping().toNanos();
        }
        connection.unbound();
      }
      if (isOpen() && !gone.get()) {
        connection.bound(limits.write());
        close(CloseCode.GoingAway, "", false);
      }
    } catch (IOException | InterruptedException | RuntimeException | Error over) {
      // The client is gone or too slow; either way there is nobody to write to.
      connection.unbound();
    } finally {
      over();
    }
  }

  /**
   * Writes what waits and flushes once. The library's own send flushes each message, and makes a
   * frame of it for each client. Under the library's lock, as its answers to pings are.
   */
  private synchronized void writeWaiting(StreamMessage first) throws IOException {
    connection.out().write(first.frame());
    for (int written = 1; written < MOST_AT_ONCE; written++) {
      StreamMessage next = queue.poll();
      if (next == null) {
        break;
      }
      connection.bound(limits.write());
      connection.out().write(next.frame());
    }
    connection.out().flush();
  }

  private void over() {
    if (gone.compareAndSet(false, true)) {
      queue.end();
      endpoint.closed(queue);
      queues.closed(queue);
      connection.close();
    }
  }

  @Override
  protected void onClose(CloseCode code, @Nullable String reason, boolean byRemote) {
    over();
  }

  @Override
  protected void onMessage(WebSocketFrame message) {
    unanswered.set(0);
    endpoint.received(queue, message.getTextPayload());
  }

  @Override
  protected void onPong(WebSocketFrame pong) {
    unanswered.set(0);
  }

  @Override
  protected void onException(IOException exception) {
    over();
  }
}
