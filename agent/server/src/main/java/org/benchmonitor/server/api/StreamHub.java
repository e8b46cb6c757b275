package org.benchmonitor.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.StreamMessages;
import org.benchmonitor.run.follow.Follower;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.server.http.StreamClient;
import org.benchmonitor.server.http.StreamEndpoint;
import org.benchmonitor.server.http.StreamMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns each snapshot into messages, once for all stream clients.
 *
 * <p>The followers' thread serialises the snapshot, and only while there are clients. If it is too
 * slow, the clients see a gap in the sequence. Clients come and go on their own threads.
 */
public final class StreamHub implements Follower, StreamEndpoint {
  private static final int MOST_ERRORS_A_SECOND = 10;

  /** Where the run was at a snapshot that nobody was sent. */
  private record Unsent(long sequence, String session, RunStatus status) {}

  private final ApiContext context;
  private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
  private long errorSecond;
  private int errorsInSecond;
  private long omitted;
  private long taken;
  private @Nullable RunStatus statusBefore;
  private String sessionBefore = "";
  private volatile @Nullable Unsent unsent;
  private volatile @Nullable StreamMessage lastHello;
  private @Nullable Snapshot helloOf;

  public StreamHub(ApiContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "stream";
  }

  @Override
  public Blocking blocking() {
    return Blocking.NOTHING;
  }

  @Override
  public WhenFull whenFull() {
    return WhenFull.SKIP;
  }

  /** Without a client there is nothing to do but to forget the last hello. */
  @Override
  public boolean wants(Snapshot snapshot) {
    if (!clients.isEmpty() || lastHello != null) {
      return true;
    }
    unsent = new Unsent(snapshot.sequence(), snapshot.run().id(), snapshot.run().status());
    return false;
  }

  /** Offers the messages to all clients without waiting for any. */
  @Override
  public void take(Snapshot snapshot) {
    forgetHello(snapshot);
    Unsent before = unsent;
    if (before != null && before.sequence > taken && before.sequence < snapshot.sequence()) {
      sessionBefore = before.session;
      statusBefore = before.status;
    }
    List<StreamMessage> messages = clients.isEmpty() ? List.of() : messages(snapshot);
    sessionBefore = snapshot.run().id();
    statusBefore = snapshot.run().status();
    taken = snapshot.sequence();
    for (StreamClient client : clients) {
      client.offer(messages);
    }
  }

  private List<StreamMessage> messages(Snapshot snapshot) {
    List<StreamMessage> messages = new ArrayList<>();
    ObjectNode status = context.status(snapshot);
    if (!sessionBefore.isEmpty() && !sessionBefore.equals(snapshot.run().id())) {
      messages.add(hello(snapshot));
    } else {
      messages.add(
          message(
              snapshot,
              StreamMessages.metricsUpdate(snapshot, status, context.judgement(snapshot))));
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
    if (errorsInSecond >= MOST_ERRORS_A_SECOND) {
      omitted++;
      return;
    }
    errorsInSecond++;
    messages.add(message(snapshot, StreamMessages.errorOccurred(snapshot, error, omitted)));
    omitted = 0;
  }

  private static StreamMessage message(Snapshot snapshot, ObjectNode node) {
    return message(snapshot, node, false);
  }

  private static StreamMessage message(Snapshot snapshot, ObjectNode node, boolean full) {
    return new StreamMessage(
        snapshot.sequence(), node.get("type").asString(), full, Json.bytes(node));
  }

  /** Nobody is sent the hello of an earlier snapshot any more. */
  @SuppressWarnings("ReferenceEquality") // as in hello
  private synchronized void forgetHello(Snapshot latest) {
    if (helloOf != latest) {
      helloOf = null;
      lastHello = null;
    }
  }

  /** The bytes of the message that is kept for the next client; never waits for one to be made. */
  public long bytes() {
    StreamMessage kept = lastHello;
    return kept == null ? 0 : kept.bytes();
  }

  /** Made once per snapshot for all clients: it is large, and clients may ask at any rate. */
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
                  context.instrumentationView(),
                  context.judgement(snapshot)),
              true);
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

  /** Ends all streams. */
  public void stop() {
    clients.forEach(StreamClient::end);
  }
}
