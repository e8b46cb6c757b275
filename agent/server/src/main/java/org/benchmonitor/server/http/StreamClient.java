package org.benchmonitor.server.http;

import java.util.List;

/** One reader of the stream, over a WebSocket or server-sent events; any thread, never blocks. */
public interface StreamClient {
  /** Queues a message, see {@link #offer(List)}. */
  default void offer(StreamMessage message) {
    offer(List.of(message));
  }

  /**
   * Queues messages in order, to be written together; when the queue is full the oldest waiting one
   * is dropped and counted.
   */
  void offer(List<StreamMessage> messages);

  /** Ends the stream once what is queued has been written. */
  void end();
}
