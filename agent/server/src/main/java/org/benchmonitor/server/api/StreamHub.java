package org.benchmonitor.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.StreamMessages;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SnapshotListener;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.run.thread.ThreadMaker;
import org.benchmonitor.server.http.StreamClient;
import org.benchmonitor.server.http.StreamEndpoint;
import org.benchmonitor.server.http.StreamMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes each snapshot into messages, once for all stream clients.
 *
 * <p>The sampler only queues the snapshot; one thread of its own serialises it, and only while
 * there are clients. Clients come and go on their own threads.
 */
public final class StreamHub implements SnapshotListener, StreamEndpoint {
  private static final int MOST_ERRORS_A_SNAPSHOT = 10;
  private static final int WAITING = 64;
  private static final long POLL_NANOS = 5_000_000;

  private final ApiContext context;
  private final ThreadMaker threads;
  private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Snapshot> snapshots = new ArrayBlockingQueue<>(WAITING);
  private volatile boolean stopped;
  private volatile long told;
  private long errorSecond;
  private int errorsInSecond;
  private long omitted;
  private @Nullable RunStatus statusBefore;
  private String sessionBefore = "";
  private @Nullable StreamMessage lastHello;
  private @Nullable Snapshot helloOf;

  public StreamHub(ApiContext context, ThreadMaker threads) {
    this.context = context;
    this.threads = threads;
  }

  /** Starts its thread. */
  public void start() {
    threads.loop("monitor-stream", new Telling()).start();
  }

  @Override
  public void onSnapshot(Snapshot snapshot) {
    // Full only if the thread does not get to run; the clients see the gap in the sequence.
    if (!snapshots.offer(snapshot)) {
      snapshots.poll();
      snapshots.offer(snapshot);
    }
  }

  private final class Telling implements Loop {
    @Override
    public boolean isOver() {
      return stopped;
    }

    @Override
    public void turn() throws InterruptedException {
      Snapshot snapshot = snapshots.poll(1, TimeUnit.SECONDS);
      if (snapshot != null) {
        tell(snapshot);
      }
    }
  }

  private void tell(Snapshot snapshot) {
    List<StreamMessage> messages = clients.isEmpty() ? List.of() : messages(snapshot);
    sessionBefore = snapshot.run().id();
    statusBefore = snapshot.run().status();
    for (StreamClient client : clients) {
      messages.forEach(client::offer);
    }
    told = snapshot.sequence();
  }

  private List<StreamMessage> messages(Snapshot snapshot) {
    List<StreamMessage> messages = new ArrayList<>();
    ObjectNode status = context.status(snapshot);
    if (!sessionBefore.isEmpty() && !sessionBefore.equals(snapshot.run().id())) {
      messages.add(hello(snapshot));
    } else {
      messages.add(message(snapshot, StreamMessages.metricsUpdate(snapshot, status)));
    }
    RunStatus before = statusBefore;
    RunStatus now = snapshot.run().status();
    if (before != null && before != now) {
      messages.add(message(snapshot, StreamMessages.statusChange(snapshot, before, now, status)));
    }
    snapshot.errors().fresh().forEach(error -> addError(messages, snapshot, error));
    if (now.isEnded()) {
      messages.add(message(snapshot, StreamMessages.benchmarkCompleted(snapshot, status)));
    }
    return messages;
  }

  private void addError(List<StreamMessage> messages, Snapshot snapshot, ErrorEvent error) {
    long second = snapshot.interval().end().getEpochSecond();
    if (second != errorSecond) {
      errorSecond = second;
      errorsInSecond = 0;
    }
    if (errorsInSecond >= MOST_ERRORS_A_SNAPSHOT) {
      omitted++;
      return;
    }
    errorsInSecond++;
    messages.add(message(snapshot, StreamMessages.errorOccurred(snapshot, error, omitted)));
    omitted = 0;
  }

  private static StreamMessage message(Snapshot snapshot, ObjectNode node) {
    return new StreamMessage(snapshot.sequence(), node.get("type").asString(), Json.bytes(node));
  }

  /** One for all clients between two ticks: it is large, and they may ask as often as they like. */
  @SuppressWarnings("ReferenceEquality") // snapshots are immutable, and comparing two is slow
  private synchronized StreamMessage hello(Snapshot snapshot) {
    StreamMessage known = lastHello;
    if (known == null || helloOf != snapshot) {
      known =
          message(
              snapshot,
              StreamMessages.hello(
                  snapshot,
                  context.status(snapshot),
                  context.recentTimeline(snapshot),
                  context.instrumentationView()));
      lastHello = known;
      helloOf = snapshot;
    }
    return known;
  }

  @Override
  public void opened(StreamClient client) {
    Snapshot latest = context.latest();
    if (latest != null) {
      client.offer(hello(latest));
    }
    clients.add(client);
  }

  @Override
  public void received(StreamClient client, String text) {
    Snapshot latest = context.latest();
    if (latest == null) {
      return;
    }
    if (text.contains("\"request_metrics\"")) {
      client.offer(hello(latest));
    } else if (text.contains("\"ping\"")) {
      client.offer(message(latest, StreamMessages.pong(latest)));
    }
  }

  @Override
  public void closed(StreamClient client) {
    clients.remove(client);
  }

  /** Waits, at most so long, until the snapshot of this number has been offered to all clients. */
  public void await(long sequence, long longestMillis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longestMillis);
    while (!clients.isEmpty() && told < sequence && System.nanoTime() < deadline) {
      Rest.nanos(POLL_NANOS);
    }
  }

  /** Ends all streams and the thread. */
  public void stop() {
    stopped = true;
    clients.forEach(StreamClient::end);
  }
}
