package org.benchmonitor.run.thread;

/** Is told what failed on a thread of the monitor; any thread, must not throw. */
public interface ThreadFailures {
  /** A turn of a thread, or the whole of its work, ended with this. */
  void failed(String thread, Throwable failure);
}
