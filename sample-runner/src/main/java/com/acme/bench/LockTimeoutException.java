package com.acme.bench;

import java.sql.SQLException;

/** The document's row stayed locked by another connection for longer than this one waits. */
public final class LockTimeoutException extends Exception {
  private static final long serialVersionUID = 1L;

  LockTimeoutException(long id, SQLException cause) {
    super("document " + id + " is locked by another connection", cause);
  }
}
