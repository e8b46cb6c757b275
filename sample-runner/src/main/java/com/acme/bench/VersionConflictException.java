package com.acme.bench;

/** The document was changed by someone else since the version that the caller knows. */
public final class VersionConflictException extends Exception {
  private static final long serialVersionUID = 1L;

  VersionConflictException(long id, int expected, int found) {
    super("document " + id + " is at version " + found + ", not " + expected);
  }
}
