package org.benchmonitor.server.guard;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All open connections; any thread. */
final class Connections {
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  void add(Connection connection) {
    open.add(connection);
  }

  void remove(Connection connection) {
    open.remove(connection);
    connection.close();
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

  void closeLate() {
    long now = System.nanoTime();
    open.forEach(connection -> connection.closeIfLate(now));
  }

  void closeAll() {
    open.forEach(Connection::close);
  }
}
