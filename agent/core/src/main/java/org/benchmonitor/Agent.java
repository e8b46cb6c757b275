package org.benchmonitor;

import java.lang.instrument.Instrumentation;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Predicate;
import org.benchmonitor.config.AgentConfig;
import org.benchmonitor.config.ConfigResult;
import org.benchmonitor.config.Problem;
import org.benchmonitor.log.AgentLog;
import org.benchmonitor.log.Level;

/** The core's entry, called once by monitor.jar's own entry through the core's class loader. */
public final class Agent {
  private Agent() {}

  /**
   * Starts the monitor of this JVM; returns at once, the work goes on on a thread of the agent.
   *
   * <p>On the host's thread only what must be there before the first operation: options, recording,
   * transformer, the end of the JVM. No lambda and no reflection on that way: the first ones of a
   * JVM take milliseconds each.
   *
   * @param arguments the agent's arguments, may be empty
   * @param beforeMain whether the calling thread is the host's main thread, before its main
   * @param afterHooks registers what runs after all shutdown hooks; false where it cannot
   */
  public static void start(
      String arguments,
      Instrumentation instrumentation,
      boolean beforeMain,
      Predicate<Runnable> afterHooks) {
    ConfigResult result = AgentConfig.load(arguments);
    AgentConfig config = result.config();
    AgentLog log =
        new AgentLog(
            Level.valueOf(config.logLevel().name().toUpperCase(Locale.ROOT)),
            InstantSource.system());
    for (Problem problem : result.problems()) {
      log.toStderr(problem.line());
      log.error(problem.line());
    }
    if (!config.enabled()) {
      return;
    }
    AgentThreads threads = new AgentThreads(log);
    Monitor monitor = new Monitor(config, log, instrumentation, threads);
    monitor.recordFromNowOn(beforeMain, afterHooks);
    Thread main = new Thread(threads, monitor, "monitor-main");
    main.setDaemon(true);
    main.start();
  }
}
