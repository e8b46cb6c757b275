package org.benchmonitor.run.model;

/**
 * Takes each snapshot, in order, on the sampler's thread.
 *
 * <p>Must return at once; one that throws is counted and called again for the next snapshot.
 */
@FunctionalInterface
public interface SnapshotListener {
  void onSnapshot(Snapshot snapshot);
}
