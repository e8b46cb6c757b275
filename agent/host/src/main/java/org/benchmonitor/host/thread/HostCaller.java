package org.benchmonitor.host.thread;

import java.util.function.Consumer;
import org.benchmonitor.bootstrap.NoWorker;

/**
 * A thread of the agent that runs code of the host. It has the host's group and the host's context
 * class loader, so that what is made there is the host's too.
 *
 * <p>The agent never interrupts it, because the host would have to handle that.
 */
class HostCaller extends Thread {
  HostCaller(ThreadGroup group, Runnable work, String name) {
    super(group, work, name, /* stackSize= */ 0, /* inheritThreadLocals= */ false);
    setDaemon(true);
    setContextClassLoader(ClassLoader.getSystemClassLoader());
  }

  /** One that calls on the agent's own account; what it calls is no work of the run. */
  static final class Asking extends HostCaller implements NoWorker {
    private final Consumer<Thread> started;

    /**
     * Makes it.
     *
     * @param started told of it once it runs
     */
    Asking(ThreadGroup group, Runnable work, String name, Consumer<Thread> started) {
      super(group, work, name);
      this.started = started;
    }

    @Override
    public synchronized void start() {
      // First: it fails where the system has no thread left.
      super.start();
      started.accept(this);
    }
  }
}
