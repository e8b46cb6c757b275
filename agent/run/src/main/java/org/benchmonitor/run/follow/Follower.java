package org.benchmonitor.run.follow;

import org.benchmonitor.run.model.Snapshot;

/**
 * Receives the snapshots of a run and may block: the stream, the report, a record.
 *
 * <p>One thread at a time calls {@link #take} and {@link #close}. It is never the sampler's or one
 * of the host's.
 */
public interface Follower {
  /** What a follower may wait for; selects the thread that it runs on. */
  enum Blocking {
    NOTHING("monitor-followers"),
    DISK("monitor-followers-disk"),
    NETWORK("monitor-followers-network"),
    USER_CODE("monitor-followers-user");

    private final String thread;

    Blocking(String thread) {
      this.thread = thread;
    }

    /** The name of the thread that all followers of this kind share. */
    public String thread() {
      return thread;
    }
  }

  /** What happens to a snapshot when the queue is full. */
  enum WhenFull {
    /** Of the pairs that differ least, the oldest is merged; no interval is lost. */
    MERGE,
    /** The oldest is dropped and counted: for views with cumulative figures and a sequence. */
    SKIP
  }

  /** The name in the log. */
  String name();

  /** What this follower may wait for. */
  Blocking blocking();

  /** What happens when this follower is too slow. */
  default WhenFull whenFull() {
    return WhenFull.MERGE;
  }

  /**
   * Whether to hand over this snapshot.
   *
   * <p>The sampler's thread asks once for each snapshot, in order. A follower may note here what
   * must be kept as it is now. It must return at once.
   */
  default boolean wants(Snapshot snapshot) {
    return true;
  }

  /**
   * Whether its thread is made with the first snapshot, even if that is not wanted: at the end of a
   * run the system may have no thread left.
   */
  default boolean needsThreadAtOnce() {
    return true;
  }

  /**
   * Takes the next snapshot, in order, perhaps merged from several.
   *
   * @throws Exception on any failure; it is counted, and the next snapshot is handed over
   */
  void take(Snapshot snapshot) throws Exception;

  /**
   * Called once, after the last snapshot, whatever failed before.
   *
   * @throws Exception on any failure; it is counted
   */
  default void close() throws Exception {}
}
