package org.benchmonitor.bench.whole;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it costs a busy host that the agent is loaded into it: the CPU time of the two seconds from
 * then on, more than of the two before, and for how long the JVM stopped all of the host's threads.
 *
 * <p>The host has made some ten thousand calls of each operation by then. Its workers wait in their
 * operations, so that the machine has room for what the agent adds, and they use the same CPU time
 * in each second.
 */
final class AttachCpu implements Measurement {
  private static final double MOST_MILLIS = 800;
  private static final int WORKERS = 20;
  private static final int WAIT_MILLIS = 2;
  private static final int SECONDS = 60;
  private static final int BEFORE_MILLIS = 6_000;
  private static final int WINDOW_MILLIS = 2_000;
  private static final Pattern STOP = Pattern.compile("Total: +(\\d+) ns");

  /** Of one host, in milliseconds. */
  private record Attached(double cpu, double loading, double longestStop, double stops) {}

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    if (!Files.isDirectory(Path.of("/proc/self/task"))) {
      Setting.progress("attach: only on Linux");
      return List.of();
    }
    Samples cpu = new Samples();
    Samples loading = new Samples();
    Samples longest = new Samples();
    Samples stops = new Samples();
    int hosts = setting.times(11, 5);
    for (int i = 0; i < hosts; i++) {
      Attached one = attached(setting);
      cpu.add(one.cpu);
      loading.add(one.loading);
      longest.add(one.longestStop);
      stops.add(one.stops);
      Setting.progress("attach: " + one);
    }
    return List.of(
        Row.of("attach to a busy host: CPU of the 2 s from then on, more than before", cpu, "ms")
            .atMost(MOST_MILLIS),
        Row.of("attach to a busy host: until the JVM has loaded the agent", loading, "ms"),
        Row.of("attach to a busy host: longest stop of its threads", longest, "ms"),
        Row.of("attach to a busy host: all stops of its threads", stops, "ms"));
  }

  private static Attached attached(Setting setting) throws IOException, InterruptedException {
    List<String> options =
        List.of(
            "-XX:+EnableDynamicAgentLoading",
            "-Xlog:safepoint=info:file=stops:uptimenanos",
            // Else some of the stops would be collections of the host's.
            "-Xmn256m");
    try (HostJvm host =
        HostJvm.start(options, Setting.host(LoadHost.class, WORKERS, WAIT_MILLIS, 0, SECONDS))) {
      Thread.sleep(BEFORE_MILLIS);
      long start = ProcThreads.nanosOfAll(host.pid());
      Thread.sleep(WINDOW_MILLIS);
      long middle = ProcThreads.nanosOfAll(host.pid());
      int stopsBefore = stops(host).size();
      long attaching = System.nanoTime();
      load(host.pid(), setting.monitorJar(), "address=localhost:0," + operations());
      double loading = (System.nanoTime() - attaching) / 1e6;
      host.awaitApi();
      long passed = (System.nanoTime() - attaching) / 1_000_000;
      Thread.sleep(Math.max(0, WINDOW_MILLIS - passed));
      double windows = (System.nanoTime() - attaching) / 1e6 / WINDOW_MILLIS;
      long end = ProcThreads.nanosOfAll(host.pid());
      List<Double> stops = stops(host);
      stops = stops.subList(stopsBefore, stops.size());
      return new Attached(
          (end - middle - windows * (middle - start)) / 1e6,
          loading,
          stops.stream().mapToDouble(Double::doubleValue).max().orElse(0),
          stops.stream().mapToDouble(Double::doubleValue).sum());
    }
  }

  private static String operations() {
    return String.join(",", HostOperations.patterns());
  }

  private static void load(long pid, Path jar, String arguments) throws IOException {
    try {
      VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
      try {
        jvm.loadAgent(jar.toString(), arguments);
      } finally {
        jvm.detach();
      }
    } catch (AttachNotSupportedException
        | AgentLoadException
        | AgentInitializationException refused) {
      throw new IOException(refused);
    }
  }

  /** How long each stop so far took, in milliseconds. */
  private static List<Double> stops(HostJvm host) throws IOException {
    try (var lines = Files.lines(host.file("stops"))) {
      return lines
          .map(STOP::matcher)
          .filter(Matcher::find)
          .map(stop -> Long.parseLong(stop.group(1)) / 1e6)
          .toList();
    }
  }
}
