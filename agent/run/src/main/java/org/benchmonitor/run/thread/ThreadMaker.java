package org.benchmonitor.run.thread;

/** Makes threads of the monitor, all daemons; any thread calls it. */
public interface ThreadMaker {
  /** Makes a thread that does its work once; not started. */
  Thread once(String name, Runnable work);

  /** Makes a thread that repeats a loop's turns until it is over; not started. */
  Thread loop(String name, Loop loop);
}
