package org.benchmonitor.server.guard;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All open connections; any thread. */
final class Connections {
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger answering = new AtomicInteger();

  void add(Connection connection) {
    open.add(connection);
  }

  void remove(Connection connection) {
    open.remove(connection);
    connection.close();
  }

  /** Counts requests whose answers are under way, streams not among them. */
  void answering(int change) {
    answering.addAndGet(change);
  }

  boolean areAnswered() {
    return answering.get() == 0;
  }

  int size() {
    return open.size();
  }

  /** Closes the connection that has waited longest without a request, to make room. */
  void closeOldestIdle() {
    open.stream()
        .filter(Connection::isIdle)
        .min(Comparator.comparingLong(Connection::acceptedNanos))
        .ifPresent(Connection::close);
  }

  /** Whether any is to be closed if it does not end in time what it is at. */
  boolean anyBound() {
    for (Connection connection : open) {
      if (connection.isBound()) {
        return true;
      }
    }
    return false;
  }

  void closeLate() {
    long now = System.nanoTime();
    open.forEach(connection -> connection.closeIfLate(now));
  }

  void closeAll() {
    open.forEach(Connection::close);
  }
}
