package org.benchmonitor.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.benchmonitor.bootstrap.EndHook;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.host.instrument.OwnClasses;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left in the JVM after a start that failed, and what an early end leaves behind. */
class MonitorTest {
  private static final Instrumentation REAL = ByteBuddyAgent.install();

  @TempDir Path directory;

  private final AgentLog log = new AgentLog(LogLevel.DEBUG, InstantSource.system());
  private final AgentThreads threads = new AgentThreads(new LoggedFailures(log));
  private final List<ClassFileTransformer> transformers = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private int loadersClosed;

  @AfterEach
  void leaveNothing() {
    refused.clear();
    transformers.forEach(REAL::removeTransformer);
    Probe.install(null);
    EndHook.clear();
    threads.end(2_000);
  }

  /** Refuses what it is told to, and remembers who is there. */
  private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (refused.contains(method.getName())) {
      throw new UnsupportedOperationException(method.getName());
    }
    if (method.getName().equals("addTransformer")) {
      transformers.add((ClassFileTransformer) arguments[0]);
    } else if (method.getName().equals("removeTransformer")) {
      transformers.remove(arguments[0]);
    }
    try {
      return method.invoke(REAL, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private Foundation foundation(String options) {
    Instrumentation instrumentation =
        (Instrumentation)
            Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, this::call);
    return Foundation.of(
        AgentConfig.load(options).config(),
        log,
        instrumentation,
        threads,
        new CoreJar(Path.of("none.jar"), () -> loadersClosed++, () -> ""),
        new OwnClasses(null, null, Set.of()));
  }

  /** One that has all the time that it needs, however busy the machine is. */
  private Monitor monitor(String options) {
    return new Monitor(foundation(options), 600_000);
  }

  private static Object installed() throws ReflectiveOperationException {
    var recording = Probe.class.getDeclaredField("recording");
    recording.setAccessible(true);
    return recording.get(null);
  }

  private List<String> errors() {
    return log.entries(LogLevel.ERROR, 100).stream().map(LogEntry::message).toList();
  }

  @Test
  void aStartThatFailsAtItsLastStepTakesAllOthersBack() throws ReflectiveOperationException {
    Monitor monitor = monitor("op=com.acme.Absent#call,stop=com.acme.Runner#stop");
    assertThatThrownBy(
            () ->
                monitor.recordFromNowOn(
                    true,
                    hook -> {
                      assertThat(transformers).as("the patterns, the runner's class").hasSize(2);
                      throw new IllegalStateException("no slot");
                    }))
        .hasMessage("no slot");
    assertThat(transformers).isEmpty();
    assertThat(installed()).isNull();
    assertThat(errors()).isEmpty();
    assertThat(loadersClosed).as("it is still needed to tell").isZero();
  }

  @Test
  void aStartThatFailsAtItsFirstStepsHasNothingToTakeBack() throws ReflectiveOperationException {
    refused.add("addTransformer");
    Monitor monitor = monitor("op=com.acme.Absent#call,stop=com.acme.Runner#stop");
    assertThatThrownBy(() -> monitor.recordFromNowOn(true, hook -> false))
        .hasMessage("addTransformer");
    assertThat(installed()).isNull();
    assertThat(errors()).isEmpty();
  }

  @Test
  void whatCannotBeTakenBackIsSaidAndTheRestIs() throws ReflectiveOperationException {
    Monitor monitor = monitor("op=com.acme.Absent#call");
    monitor.recordFromNowOn(false, hook -> false);
    assertThat(installed()).isNotNull();
    refused.add("removeTransformer");
    monitor.undo();
    monitor.undo();
    assertThat(installed()).isNull();
    assertThat(errors())
        .containsExactly(
            "without giving the classes back: java.lang.UnsupportedOperationException:"
                + " removeTransformer");
  }

  @Test
  void aRunThatEndsBeforeTheAgentsThreadCameToItIsReportedOnce() throws IOException {
    Monitor monitor = monitor("op=com.acme.Absent#call,session_id=early,report=" + directory);
    monitor.onEnd(RunStatus.FAILED, "main threw an exception");
    monitor.onEnd(RunStatus.COMPLETED, "the monitor was detached");
    assertThat(errors()).isEmpty();
    assertThat(directory.toFile().list()).hasSize(1);
    Path report = directory.resolve("early-" + ProcessHandle.current().pid() + ".json");
    assertThat(Files.readString(report)).contains("main threw an exception");
  }
}
