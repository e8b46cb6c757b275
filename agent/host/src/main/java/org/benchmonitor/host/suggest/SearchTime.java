package org.benchmonitor.host.suggest;

import org.benchmonitor.run.thread.Rest;

/** The time of a search, and how it waits. */
interface SearchTime {
  /** The system's. */
  SearchTime SYSTEM =
      new SearchTime() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void rest(long nanos) {
          Rest.nanos(nanos);
        }
      };

  long nanos();

  /** Waits at most so long. */
  void rest(long nanos);
}
