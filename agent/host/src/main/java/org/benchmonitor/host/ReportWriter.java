package org.benchmonitor.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.ReportDocument;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.follow.Follower;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.FixedRun;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Runs;
import org.benchmonitor.setup.log.AgentLog;

/**
 * Writes the report of each ended run, once: under another name first, then renamed, so that the
 * file is complete or absent.
 *
 * <p>A run that never began is reported only if a pattern has matched nothing. A run without an
 * operation never replaces a file: a JVM that only inherited the option, such as the parent of
 * forks, must not overwrite what the child has measured, even if it enters the session method.
 *
 * <p>The sampler's thread notes each run as it was at its end, so that runs in quick succession are
 * all reported. The followers' thread for disks writes.
 */
final class ReportWriter implements Follower {
  /** Fewer than a follower's queue holds, so that no two ends of runs are merged. */
  private static final int MOST_WAITING = 32;

  private final Path target;
  private final Runs runs;
  private final Supplier<ServerState> server;
  private final AgentLog log;
  private final BlockingQueue<RunView> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private boolean anyWritten;

  ReportWriter(Path target, Runs runs, Supplier<ServerState> server, AgentLog log) {
    this.target = target;
    this.runs = runs;
    this.server = server;
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

  /** Notes an ended run; its intervals may be merged or gone by the time it is written. */
  @Override
  public boolean wants(Snapshot snapshot) {
    if (!snapshot.run().status().isEnded()) {
      return false;
    }
    boolean noted = waiting.offer(FixedRun.of(runs.of(snapshot), snapshot));
    if (!noted) {
      log.error("no report of run " + snapshot.run().id() + ": too many wait to be written");
    }
    return noted;
  }

  /** Writes the reports of all runs noted since. */
  @Override
  public void take(Snapshot snapshot) {
    RunView ended = waiting.poll();
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
   * Makes a report of the run so far and drops it, to load its classes before the host exits.
   * Loading takes time then, and fails if the jar has been replaced. Classes that only the real
   * report needs still load at the end.
   */
  void warmUp(Snapshot snapshot) {
    RunView rehearsal = FixedRun.of(runs.of(snapshot), snapshot);
    // Twice: a cache that finds an entry loads a class that a miss does not.
    int first = document(rehearsal).length;
    int second = document(rehearsal).length;
    log.debug("report rehearsed", Map.of("bytes", Math.max(first, second)));
  }

  private byte[] document(RunView ended) {
    return Json.pretty(ReportDocument.of(ended, server.get()));
  }

  private void write(RunView ended) throws IOException {
    boolean begun = ended.latest().run().start() != null;
    if (!begun && ended.instrumentation().isAllMatched()) {
      return;
    }
    Path file = file(ended);
    if (isEmpty(ended.latest()) && Files.exists(file)) {
      return;
    }
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a directory");
    Files.createDirectories(directory);
    // Not a temporary file of the JDK: the report needs the usual permissions.
    Path beside = directory.resolve("." + file.getFileName() + "." + ended.host().pid() + ".part");
    try {
      Files.write(beside, document(ended));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
    anyWritten = true;
    log.info("report written", Map.of("file", file.toString()));
  }

  /** Whether no operation has ended or is under way. */
  private static boolean isEmpty(Snapshot last) {
    return last.totals().count() + last.warmupTotals().count() + last.workers().inFlight() == 0;
  }

  /** The target for the first report; a name with the run's id for others and in a directory. */
  private Path file(RunView ended) {
    String id = ended.id();
    if (Files.isDirectory(target)) {
      return target.resolve(id + "-" + ended.host().pid() + ".json");
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
