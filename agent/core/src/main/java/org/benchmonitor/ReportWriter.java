package org.benchmonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import org.benchmonitor.export.Json;
import org.benchmonitor.export.ReportDocument;
import org.benchmonitor.log.AgentLog;
import org.benchmonitor.model.Snapshot;
import org.benchmonitor.server.api.ApiContext;

/**
 * Writes the report of each run that has ended, once: beside its name, then renamed, so that it is
 * whole or not there.
 */
final class ReportWriter {
  private final Path target;
  private final ApiContext context;
  private final AgentLog log;
  private String written = "";

  ReportWriter(Path target, ApiContext context, AgentLog log) {
    this.target = target;
    this.context = context;
    this.log = log;
  }

  /** Writes the report if the run has ended and is not reported yet; any thread of the agent. */
  synchronized void writeIfEnded() {
    Snapshot last = context.store().latest();
    if (last == null || !last.session().status().isEnded() || last.session().id().equals(written)) {
      return;
    }
    written = last.session().id();
    try {
      write(last);
    } catch (IOException | RuntimeException failure) {
      log.toStderr("the report could not be written to " + target + ": " + failure);
      log.error("the report could not be written: " + failure);
    }
  }

  /**
   * Makes a report of what is there and throws it away, so that no class of it has to be loaded
   * when the host wants to exit.
   */
  void warmUp(Snapshot snapshot) {
    log.debug("report rehearsed", Map.of("bytes", document(snapshot).length));
  }

  private byte[] document(Snapshot snapshot) {
    return Json.pretty(
        ReportDocument.of(
            snapshot,
            context.status(snapshot),
            context.wholeTimeline(snapshot),
            context.instrumentationView()));
  }

  private void write(Snapshot last) throws IOException {
    Path file = file(last);
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a directory");
    Files.createDirectories(directory);
    // Not a temporary file of the JDK's: the report is to have the usual permissions.
    Path beside =
        directory.resolve("." + file.getFileName() + "." + context.host().pid() + ".part");
    try {
      Files.write(beside, document(last));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
    log.info("report written", Map.of("file", file.toString()));
  }

  private Path file(Snapshot last) {
    boolean directory = Files.isDirectory(target) || target.toString().endsWith("/");
    return directory
        ? target.resolve(last.session().id() + "-" + context.host().pid() + ".json")
        : target;
  }
}
