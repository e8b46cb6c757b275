package org.benchmonitor.bootstrap;

/** How an operation waits for the stage that it returned. */
enum Waiting {
  /** As the stage's dependent. */
  ALONE,
  /** Behind an operation that is the stage's dependent already. */
  BEHIND_ANOTHER,
  /** Not at all: too many do. */
  NOT
}
