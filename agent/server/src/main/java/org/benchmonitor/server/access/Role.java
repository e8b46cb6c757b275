package org.benchmonitor.server.access;

/** What the token of a request allows. */
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
