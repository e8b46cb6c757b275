package org.benchmonitor.host;

import java.lang.instrument.Instrumentation;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.benchmonitor.host.instrument.OwnClasses;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.config.ConfigResult;
import org.benchmonitor.setup.config.Problem;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/** The entry of the core. The entry of monitor.jar calls it through the core's class loader. */
public final class Agent {
  private static final long LONGEST_DETACH_MILLIS = 15_000;

  private static volatile @Nullable ShutdownRequest shutdown;

  private Agent() {}

  /**
   * Starts the monitor of this JVM and returns at once; a thread of the agent does the rest.
   *
   * <p>The calling thread is the host's, so it makes only what must exist before the first
   * operation: options, recording, transformer, watch of the JVM's end. This path uses no lambda
   * and no reflection: the first ones of a JVM take milliseconds each.
   *
   * @param arguments the agent's arguments, may be empty
   * @param beforeMain whether the calling thread is the host's main thread, before its main
   * @param afterHooks registers what runs after all shutdown hooks; false where it cannot
   * @param jar the file of the core's classes
   * @param own what is never instrumented
   * @return whether there is a monitor now; false where the options turn it off
   */
  public static boolean start(
      String arguments,
      Instrumentation instrumentation,
      boolean beforeMain,
      Predicate<Runnable> afterHooks,
      CoreJar jar,
      OwnClasses own) {
    ConfigResult result = AgentConfig.load(arguments);
    AgentConfig config = result.config();
    AgentLog log = new AgentLog(config.logLevel(), InstantSource.system());
    for (Problem problem : result.problems()) {
      log.toStderr(problem.line());
      log.error(problem.line());
    }
    if (!config.enabled()) {
      return false;
    }
    AgentThreads threads = new AgentThreads(new LoggedFailures(log));
    Foundation foundation = Foundation.of(config, log, instrumentation, threads, jar, own);
    Monitor monitor = new Monitor(foundation, JvmEnd.LONGEST_MILLIS);
    monitor.recordFromNowOn(beforeMain, afterHooks);
    Thread main = threads.loop("monitor-main", monitor);
    try {
      main.start();
    } catch (Throwable noThread) {
      monitor.undo();
      throw noThread;
    }
    shutdown = foundation.shutdown();
    return true;
  }

  /** Asks the monitor to leave the JVM and waits for it; false if it has not left in time. */
  public static boolean detach() throws InterruptedException {
    ShutdownRequest asked = shutdown;
    if (asked == null) {
      return false;
    }
    asked.request("attach");
    return asked.await(LONGEST_DETACH_MILLIS);
  }

  /** Whether the monitor has been asked to leave. */
  public static boolean isLeaving() {
    ShutdownRequest asked = shutdown;
    return asked != null && asked.isRequested();
  }
}
