package org.benchmonitor.host.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.benchmonitor.bootstrap.Clock;
import org.benchmonitor.host.sample.HostRoom;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.setup.config.ClockChoice;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the counter is tried; the files say that this machine's kernel has another clock. */
class TakingCounterTest {
  @TempDir private Path root;

  private final AtomicLong now = new AtomicLong(-3);
  private final AgentThreads threads = new AgentThreads((thread, failure) -> {});
  private final AgentLog log = new AgentLog(LogLevel.DEBUG, InstantSource.system());

  private HostRoom room = new HostRoom(1L << 30, 1L << 30, 1L << 30, 0);

  @BeforeEach
  void aKernelWithAnotherClock() throws IOException {
    kernelsClock("hpet");
  }

  private void kernelsClock(String name) throws IOException {
    Path source = root.resolve("sys/devices/system/clocksource/clocksource0/current_clocksource");
    Files.createDirectories(source.getParent());
    Files.writeString(source, name + "\n");
  }

  private TakingCounter of(ClockChoice choice) {
    return new TakingCounter(
        choice,
        new CounterConditions(root + "/", "mixed mode"),
        () -> room,
        threads,
        () -> false,
        log,
        now::get);
  }

  private List<String> logged(LogLevel level) {
    return log.entries(level, 10).stream().map(LogEntry::message).toList();
  }

  private void lookAfter(TakingCounter counter, long seconds) throws InterruptedException {
    now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    counter.look();
    for (Thread thread : threads.alive()) {
      thread.join(60_000);
    }
  }

  @Test
  void theFirstSecondsAreTheHostsAndItIsTriedOnlyOnce() throws InterruptedException {
    Assumptions.assumeTrue(ClockChoice.hasTsc());
    TakingCounter counter = of(ClockChoice.AUTO);
    lookAfter(counter, 0);
    lookAfter(counter, 2);
    assertThat(logged(LogLevel.DEBUG)).isEmpty();
    lookAfter(counter, 1);
    assertThat(logged(LogLevel.DEBUG))
        .containsExactly(
            "the clock is not the time stamp counter: the kernel's clock source is not tsc but"
                + " hpet");
    lookAfter(counter, 59);
    lookAfter(counter, 600);
    assertThat(logged(LogLevel.DEBUG)).hasSize(1);
    assertThat(Clock.isTimeStampCounter()).isFalse();
  }

  @Test
  void whoAskedForItIsWarnedWhoDidNotIsOnlyTold() throws InterruptedException {
    Assumptions.assumeTrue(ClockChoice.hasTsc());
    lookAfter(of(ClockChoice.AUTO), 3);
    assertThat(logged(LogLevel.WARN)).isEmpty();
    TakingCounter asked = of(ClockChoice.TSC);
    lookAfter(asked, 3);
    assertThat(logged(LogLevel.WARN)).hasSize(1);
  }

  @Test
  void aHostWithLittleRoomKeepsIt() throws Exception {
    Assumptions.assumeTrue(ClockChoice.hasTsc());
    kernelsClock("tsc");
    Path flags = root.resolve("proc/cpuinfo");
    Files.createDirectories(flags.getParent());
    Files.writeString(flags, "flags\t: constant_tsc nonstop_tsc\n");
    room = new HostRoom(1L << 30, 1L << 30, 20L << 20, 0);
    lookAfter(of(ClockChoice.TSC), 3);
    room = new HostRoom(10L << 20, 1L << 30, 1L << 30, 0);
    lookAfter(of(ClockChoice.TSC), 3);
    assertThat(logged(LogLevel.WARN))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("too little room"));
    assertThat(Clock.isTimeStampCounter()).isFalse();
  }

  @Test
  void itIsNotTriedWhereAnotherClockIsChosen() throws InterruptedException {
    TakingCounter nanoTime = of(ClockChoice.NANOTIME);
    TakingCounter fast = of(ClockChoice.FAST);
    lookAfter(nanoTime, 60);
    lookAfter(fast, 60);
    assertThat(logged(LogLevel.DEBUG)).isEmpty();
  }
}
