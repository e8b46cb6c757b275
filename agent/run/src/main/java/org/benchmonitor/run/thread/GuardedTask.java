package org.benchmonitor.run.thread;

/**
 * Work that is done once on a thread of the monitor and lets nothing out.
 *
 * @param name of the thread
 */
public record GuardedTask(String name, Runnable work, ThreadFailures failures) implements Runnable {
  @Override
  public void run() {
    try {
      work.run();
    } catch (Throwable failure) {
      tell(failure);
    }
  }

  /** In want of memory this fails as well, and then it is not told. */
  private void tell(Throwable failure) {
    try {
      failures.failed(name, failure);
    } catch (Throwable untold) {
      return;
    }
  }
}
