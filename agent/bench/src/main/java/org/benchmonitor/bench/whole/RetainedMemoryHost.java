package org.benchmonitor.bench.whole;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.host.sample.MemoryBudget;
import org.benchmonitor.host.sample.OwnCost;
import org.benchmonitor.host.sample.Reducible;
import org.benchmonitor.host.sample.SamplerOptions;
import org.benchmonitor.host.sample.Sampling;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.run.view.RunView;

/**
 * Takes in an hour of intervals as fast as it can, and says what stays on the heap.
 *
 * <p>Arguments: workers, intervals, digits, leases or 0 for as many as the agent takes here. The
 * sampler runs without a pause; in each cut it waits until a tenth of the workers have recorded the
 * operations of the next interval.
 */
final class RetainedMemoryHost {
  private static final int GROUPS = 10;

  private RetainedMemoryHost() {}

  @SuppressWarnings("SystemOut") // it is asked for by stdout
  public static void main(String[] arguments) throws InterruptedException {
    int workers = Integer.parseInt(arguments[0]);
    int intervals = Integer.parseInt(arguments[1]);
    int digits = Integer.parseInt(arguments[2]);
    int leases = Integer.parseInt(arguments[3]);
    RecordingWorkers work = RecordingWorkers.start(workers, GROUPS);

    long before = usedBytes();
    Recording recording =
        leases == 0 ? Recording.forThisMachine(digits) : new Recording(digits, leases, leases / 2);
    Probe.install(recording);
    work.recordInto(recording);
    RetainedRuns runs =
        new RetainedRuns(
            RunHeader.of(
                new HostFacts(
                    "", 0, "", "", "", "", null, null, null, Duration.ofSeconds(1), false),
                digits),
            () -> InstrumentationReport.EMPTY,
            Duration.ofSeconds(intervals));
    CountDownLatch taken = new CountDownLatch(intervals);
    Sampling sampling =
        new Sampling(
            recording,
            new SamplerOptions(
                Duration.ofNanos(1), Duration.ZERO, Duration.ZERO, false, 1000, "memory"),
            new AgentThreads((thread, failure) -> {}),
            new OwnCost(recording, Optional::empty),
            new MemoryBudget(
                recording.reader(),
                Runtime.getRuntime().maxMemory(),
                Reducible.of(runs::bytes, runs::limitTo, runs::isReduced),
                List.of()),
            List.of(runs, snapshot -> nextInterval(snapshot, intervals, work, taken)));
    sampling.start();
    taken.await();
    long after = usedBytes();

    RunView run = runs.current().orElseThrow();
    System.out.println(
        String.join(
            " ",
            Long.toString(after - before),
            Long.toString(recording.reader().cellBytes()),
            Long.toString(runs.bytes()),
            Long.toString(run.intervals().size()),
            Long.toString(work.recorded() - run.latest().totals().count())));
    sampling.stop(1000);
    System.exit(0);
  }

  private static void nextInterval(
      Snapshot snapshot, int intervals, RecordingWorkers work, CountDownLatch taken) {
    if (snapshot.sequence() <= intervals) {
      work.recordOneInterval();
    } else {
      work.rest(taken);
    }
  }

  private static long usedBytes() throws InterruptedException {
    List<Long> used = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
      used.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used.stream().mapToLong(Long::longValue).min().getAsLong();
  }
}
