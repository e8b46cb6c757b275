package org.benchmonitor.host;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.Pieces;
import org.benchmonitor.run.export.ReportDocument;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.follow.Follower;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.report.HtmlReport;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.thread.Rests;
import org.benchmonitor.run.view.FixedRun;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Runs;
import org.benchmonitor.setup.config.ReportTarget;
import org.benchmonitor.setup.log.AgentLog;
import org.benchmonitor.setup.registry.Lineage;
import org.benchmonitor.setup.registry.LineageCodec;
import org.jspecify.annotations.Nullable;

/**
 * Writes the report of each ended run, once, to each of its places; {@link ReportPlace} says which
 * file it may replace.
 *
 * <p>A run in which no operation began is reported only if a pattern has matched nothing, and never
 * replaces a file: a JVM that only inherited the option, such as the parent of forks, must not
 * overwrite what the child has measured, even if it enters the session method.
 *
 * <p>The sampler's thread notes each run as it was at its end, so that runs in quick succession are
 * all reported. The followers' thread for disks writes.
 */
final class ReportWriter implements Follower {
  /** Fewer than a follower's queue holds, so that no two ends of runs are merged. */
  private static final int MOST_WAITING = 32;

  private final List<ReportTarget> targets;
  private final Runs runs;
  private final Supplier<ServerState> server;
  private final AgentLog log;
  private final BlockingQueue<RunView> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Supplier<Lineage> lineages;

  /** Those that have a report. */
  private final Set<ReportTarget> written = new HashSet<>();

  private volatile @Nullable Lineage lineage;

  ReportWriter(List<ReportTarget> targets, Runs runs, Supplier<ServerState> server, AgentLog log) {
    this(targets, runs, server, log, Lineage::current);
  }

  ReportWriter(
      List<ReportTarget> targets,
      Runs runs,
      Supplier<ServerState> server,
      AgentLog log,
      Supplier<Lineage> lineages) {
    this.targets = targets;
    this.lineages = lineages;
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
      write(ended);
      ended = waiting.poll();
    }
  }

  /**
   * Makes a report of the run so far and drops it, and finds out whose child this JVM is: at the
   * end that would take longer, and an ancestor may be gone by then.
   */
  void warmUp(Snapshot snapshot) {
    RunView rehearsal = FixedRun.of(runs.of(snapshot), snapshot);
    // Twice: a cache that finds an entry loads a class that a miss does not.
    for (int i = 0; i < 2; i++) {
      try {
        document(rehearsal, false).writeTo(OutputStream.nullOutputStream());
      } catch (IOException never) {
        throw new UncheckedIOException(never);
      }
      if (isAnyHtml()) {
        rehearseHtml(rehearsal);
      }
    }
  }

  private void rehearseHtml(RunView rehearsal) {
    try {
      document(rehearsal, true).writeTo(OutputStream.nullOutputStream());
    } catch (IOException unreadable) {
      log.warn("no report in HTML can be written: " + unreadable.getMessage());
    }
  }

  private boolean isAnyHtml() {
    for (ReportTarget target : targets) {
      if (target.isHtml()) {
        return true;
      }
    }
    return false;
  }

  private Document document(RunView ended, boolean isHtml) {
    return new Document(ended, server.get(), lineage(), isHtml);
  }

  /** Found once. Two threads may find it at the same time, and find the same. */
  private Lineage lineage() {
    Lineage known = lineage;
    if (known == null) {
      known = lineages.get();
      lineage = known;
    }
    return known;
  }

  private void write(RunView ended) {
    boolean isEmpty = ended.latest().isEmpty();
    if (isEmpty && ended.instrumentation().isAllMatched()) {
      return;
    }
    for (ReportTarget target : targets) {
      try {
        write(ended, target, isEmpty);
      } catch (IOException | RuntimeException failure) {
        log.toStderr("the report could not be written to " + target.path() + ": " + failure);
        log.error("the report could not be written: " + failure);
      }
    }
  }

  private void write(RunView ended, ReportTarget target, boolean neverInstead) throws IOException {
    Optional<Path> file =
        new ReportPlace(lineage())
            .put(file(ended, target), neverInstead, document(ended, isHtml(target)));
    if (file.isPresent()) {
      written.add(target);
      log.info("report written", Map.of("file", file.get().toString()));
    }
  }

  /** A directory of this name gets JSON, as every directory. */
  private static boolean isHtml(ReportTarget target) {
    return target.isHtml() && !Files.isDirectory(target.path());
  }

  /** No lambda: the JVM may be ending, and the first lambda of a kind takes milliseconds. */
  private record Document(RunView ended, ServerState server, Lineage writer, boolean isHtml)
      implements ReportPlace.Content {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      if (isHtml) {
        Pieces pieces = new Pieces(out, new Pace(Rests.NEVER));
        HtmlReport.write(ended, server, LineageCodec.write(writer), pieces);
        pieces.flush();
      } else {
        Json.write(ReportDocument.of(ended, server, LineageCodec.write(writer)), out);
      }
    }
  }

  /** The target for the first report; a name with the run's id for others and in a directory. */
  private Path file(RunView ended, ReportTarget target) {
    Path path = target.path();
    String id = ended.id();
    if (target.isDirectory() || Files.isDirectory(path)) {
      return path.resolve(id + "-" + ended.host().pid() + ".json");
    }
    return written.contains(target)
        ? path.resolveSibling(ReportPlace.withSuffix(path.getFileName().toString(), id))
        : path;
  }
}
