package org.benchmonitor.server.guard;

import fi.iki.elonen.NanoHTTPD;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.benchmonitor.run.thread.ThreadMaker;

/**
 * The bounded pool that handles connections; called by the accept threads, to which it never
 * throws.
 *
 * <p>When all threads are taken, the connection that has been silent longest is closed. When too
 * many connections wait, a new one is closed at once.
 */
final class HandlerThreads implements NanoHTTPD.AsyncRunner {
  private final Connections connections;
  private final ThreadPoolExecutor pool;
  private final Set<NanoHTTPD.ClientHandler> live = ConcurrentHashMap.newKeySet();

  HandlerThreads(Limits limits, Connections connections, ThreadMaker threads) {
    this.connections = connections;
    AtomicInteger number = new AtomicInteger();
    this.pool =
        new ThreadPoolExecutor(
            limits.handlers(),
            limits.handlers(),
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(limits.waiting()),
            work -> threads.once("monitor-http-" + number.incrementAndGet(), work));
    pool.allowCoreThreadTimeOut(true);
  }

  @Override
  public void exec(NanoHTTPD.ClientHandler handler) {
    nameAcceptThread();
    live.add(handler);
    try {
      if (pool.getActiveCount() >= pool.getMaximumPoolSize()) {
        connections.closeOldestIdle();
      }
      pool.execute(handler);
    } catch (RejectedExecutionException full) {
      closed(handler);
      handler.close();
    } catch (RuntimeException | Error failure) {
      // An exception here would end the accept thread and leave the port bound.
      closed(handler);
      handler.close();
    }
  }

  private static void nameAcceptThread() {
    Thread accepting = Thread.currentThread();
    if (!accepting.getName().startsWith("monitor-")) {
      accepting.setName("monitor-http-accept");
    }
  }

  @Override
  public void closed(NanoHTTPD.ClientHandler handler) {
    live.remove(handler);
  }

  @Override
  public void closeAll() {
    live.forEach(NanoHTTPD.ClientHandler::close);
  }

  /** Connections that are handled or wait to be. */
  int live() {
    return live.size();
  }

  void stop() {
    pool.shutdownNow();
  }
}
