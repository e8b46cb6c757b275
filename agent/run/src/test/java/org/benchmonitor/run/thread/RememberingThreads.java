package org.benchmonitor.run.thread;

import java.util.ArrayList;
import java.util.List;

/** Makes threads by another maker and remembers them; for tests of who makes how many. */
public final class RememberingThreads implements ThreadMaker {
  private final ThreadMaker maker;
  private final List<Thread> made = new ArrayList<>();

  public RememberingThreads(ThreadMaker maker) {
    this.maker = maker;
  }

  @Override
  public Thread once(String name, Runnable work) {
    return remember(maker.once(name, work));
  }

  @Override
  public Thread loop(String name, Loop loop) {
    return remember(maker.loop(name, loop));
  }

  private synchronized Thread remember(Thread thread) {
    made.add(thread);
    return thread;
  }

  /** The threads in the order in which they were made. */
  public synchronized List<Thread> made() {
    return List.copyOf(made);
  }
}
