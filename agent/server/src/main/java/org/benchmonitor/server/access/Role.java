package org.benchmonitor.server.access;

/** What whoever asks may do, as far as the token says. */
enum Role {
  /** No token was sent. */
  NOBODY,
  /** The token is none of this monitor's. */
  STRANGER,
  /** May read. */
  READER,
  /** May read and control. */
  CONTROLLER
}
