package org.benchmonitor.host.record;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Where records are. One thread. */
interface RecordFiles {
  /**
   * Makes the file of a run, after it has made room for it.
   *
   * @param name of the run and the process
   * @throws IOException saying why there can be none
   */
  Slot make(String name) throws IOException;

  /** The bytes of the disk that this user may still use. */
  long free();

  /** The file of one record, and at times one beside it that is to take its place. */
  interface Slot {
    /** The new file, for writing; asked once. */
    SeekableByteChannel channel();

    /** Opens what was written so far. */
    SeekableByteChannel reading() throws IOException;

    /** Makes a new file beside it, for writing. */
    SeekableByteChannel beside() throws IOException;

    /** Puts the file beside it in its place, so that a reader sees one or the other. */
    void replace() throws IOException;

    /** Removes the file beside it, if there is one. */
    void dropBeside();
  }
}
