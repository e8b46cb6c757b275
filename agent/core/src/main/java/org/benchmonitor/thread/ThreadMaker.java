package org.benchmonitor.thread;

/** Makes threads of the agent; any thread. A test brings one that can make none. */
public interface ThreadMaker {
  /** Makes a thread that does its work once; not started. */
  Thread once(String name, Runnable work);
}
