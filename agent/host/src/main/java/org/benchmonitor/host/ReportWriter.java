package org.benchmonitor.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.ReportDocument;
import org.benchmonitor.run.follow.Follower;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.setup.log.AgentLog;

/**
 * Writes the report of each run that has ended, once: beside its name, then renamed, so that it is
 * whole or not there.
 *
 * <p>A run without an operation has little to report, if it never began nothing but why a pattern
 * has matched nothing, and takes no other's place: a JVM that only inherited the option, such as
 * the parent of forks, must not overwrite what the child has measured, even if it enters the method
 * that is the run.
 *
 * <p>What a run was at its end is noted on the sampler's thread, so that runs which follow each
 * other quickly are all reported as they were; the thread of those that wait for a disk writes.
 */
final class ReportWriter implements Follower {
  /** Fewer than may be queued for a follower, so that no two ends of runs are ever merged. */
  private static final int MOST_WAITING = 32;

  /** A run at its end. */
  private record Ended(Snapshot last, List<Interval> intervals) {}

  private final Path target;
  private final ApiContext context;
  private final AgentLog log;
  private final BlockingQueue<Ended> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private boolean anyWritten;

  ReportWriter(Path target, ApiContext context, AgentLog log) {
    this.target = target;
    this.context = context;
    this.log = log;
  }

  @Override
  public String name() {
    return "report";
  }

  @Override
  public Blocking blocking() {
    return Blocking.DISK;
  }

  /** Notes a run that has ended; its intervals may be merged or gone when it is written. */
  @Override
  public boolean wants(Snapshot snapshot) {
    if (!snapshot.run().status().isEnded()) {
      return false;
    }
    boolean noted = waiting.offer(new Ended(snapshot, context.intervals(snapshot)));
    if (!noted) {
      log.error("no report of run " + snapshot.run().id() + ": too many wait to be written");
    }
    return noted;
  }

  /** Writes the reports of all runs that have ended since. */
  @Override
  public void take(Snapshot snapshot) {
    Ended ended = waiting.poll();
    while (ended != null) {
      try {
        write(ended);
      } catch (IOException | RuntimeException failure) {
        log.toStderr("the report could not be written to " + target + ": " + failure);
        log.error("the report could not be written: " + failure);
      }
      ended = waiting.poll();
    }
  }

  /**
   * Makes a report of what is there and throws it away, so that no class of it has to be loaded
   * when the host wants to exit; that takes time, and fails if the jar has been replaced meanwhile.
   * What only the real report needs is still loaded then.
   */
  void warmUp(Snapshot snapshot) {
    Ended rehearsal = new Ended(snapshot, context.intervals(snapshot));
    // Twice: what looks into a cache loads another class where it finds something.
    int first = document(rehearsal).length;
    int second = document(rehearsal).length;
    log.debug("report rehearsed", Map.of("bytes", Math.max(first, second)));
  }

  private byte[] document(Ended ended) {
    Snapshot snapshot = ended.last();
    return Json.pretty(
        ReportDocument.of(
            snapshot,
            context.status(snapshot),
            context.wholeTimeline(snapshot, ended.intervals()),
            context.instrumentationView()));
  }

  private void write(Ended ended) throws IOException {
    boolean begun = ended.last().run().start() != null;
    if (!begun && context.instrumentation().get().isAllMatched()) {
      return;
    }
    Path file = file(ended.last());
    if (isEmpty(ended.last()) && Files.exists(file)) {
      return;
    }
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a directory");
    Files.createDirectories(directory);
    // Not a temporary file of the JDK's: the report is to have the usual permissions.
    Path beside =
        directory.resolve("." + file.getFileName() + "." + context.host().pid() + ".part");
    try {
      Files.write(beside, document(ended));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
    anyWritten = true;
    log.info("report written", Map.of("file", file.toString()));
  }

  /** Whether no operation ended or is under way. */
  private static boolean isEmpty(Snapshot last) {
    return last.totals().count() + last.warmupTotals().count() + last.workers().inFlight() == 0;
  }

  /** A file is that of the first run; what further ones would overwrite is named after them. */
  private Path file(Snapshot last) {
    String id = last.run().id();
    if (Files.isDirectory(target)) {
      return target.resolve(id + "-" + context.host().pid() + ".json");
    }
    return !anyWritten
        ? target
        : target.resolveSibling(withId(target.getFileName().toString(), id));
  }

  private static String withId(String name, String id) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name + "-" + id : name.substring(0, dot) + "-" + id + name.substring(dot);
  }
}
