package org.benchmonitor.run.follow;

import org.benchmonitor.run.model.Snapshot;

/**
 * Something that follows the run: the stream, the report, an exporter, a record.
 *
 * <p>One thread at a time calls {@link #take} and {@link #close}, never the sampler's and never one
 * of the host's.
 */
public interface Follower {
  /** What it may have to wait for; decides on whose thread it runs. */
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

  /** What happens to a snapshot when as many wait as may. */
  enum WhenFull {
    /** The two oldest that go together become one: an interval that is dropped is lost. */
    MERGE,
    /** The oldest is dropped and counted: for those who show cumulative figures and a sequence. */
    SKIP
  }

  /** What it is called in the log. */
  String name();

  /** What it may have to wait for. */
  Blocking blocking();

  /** What happens when it is too slow. */
  default WhenFull whenFull() {
    return WhenFull.MERGE;
  }

  /**
   * Whether it is to be handed this one.
   *
   * <p>Asked on the sampler's thread, for each snapshot once and in order. A follower may note here
   * what has to be kept as it is now; it must return at once.
   */
  default boolean wants(Snapshot snapshot) {
    return true;
  }

  /**
   * Takes the next one, in order, perhaps merged from several.
   *
   * @throws Exception whatever went wrong; it is counted, and the next snapshot is handed over
   */
  void take(Snapshot snapshot) throws Exception;

  /**
   * Is called once, after the last snapshot, whatever failed before.
   *
   * @throws Exception whatever went wrong; it is counted
   */
  default void close() throws Exception {}
}
