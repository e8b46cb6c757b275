package org.benchmonitor.server.http;

/** One reader of the stream, over a WebSocket or server-sent events; any thread, never blocks. */
public interface StreamClient {
  /** Queues a message; when the queue is full the oldest waiting one is dropped and counted. */
  void offer(StreamMessage message);

  /** Ends the stream once what is queued has been written. */
  void end();
}
