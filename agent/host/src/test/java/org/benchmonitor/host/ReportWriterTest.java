package org.benchmonitor.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.Workers;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.setup.config.ReportTarget;
import org.benchmonitor.setup.log.AgentLog;
import org.benchmonitor.setup.registry.Lineage;
import org.benchmonitor.setup.registry.LineageCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose report is kept, when several JVMs or runs write to one name. */
class ReportWriterTest {
  private static final String OF_A_CHILD = "of a child";
  private static final Figures SOME =
      Snapshots.figures(1_000_000_000L, Snapshots.operation("read", 0, 1_000_000));

  @TempDir Path directory;
  private final RetainedRuns runs =
      new RetainedRuns(RunHeader.of(Snapshots.HOST, 2), this::instrumentation, Duration.ofHours(1));
  private Path file;
  private ReportWriter writer;
  private boolean unmatched;

  private InstrumentationReport instrumentation() {
    InstrumentationReport.Pattern mistyped =
        new InstrumentationReport.Pattern(
            "no.Such#method", "method", List.of(), List.of(), List.of());
    return unmatched
        ? new InstrumentationReport(List.of(mistyped), 0, true)
        : InstrumentationReport.EMPTY;
  }

  @BeforeEach
  void make() {
    file = directory.resolve("report.json");
    AgentLog log = new AgentLog(LogLevel.INFO, InstantSource.system());
    Lineage me = new Lineage(new Lineage.Member(4711, "1"), "here", List.of());
    writer =
        new ReportWriter(
            List.of(
                new ReportTarget(file, false), new ReportTarget(directory.resolve("all"), true)),
            runs,
            () -> ServerState.NONE,
            log,
            () -> me);
  }

  private void end(String id, Figures totals, Figures warmup, Workers workers) {
    RunState session =
        new RunState(
            id,
            RunStatus.COMPLETED,
            Snapshots.START,
            Snapshots.START.plusSeconds(1),
            Duration.ofSeconds(1),
            Duration.ZERO,
            "the session method returned",
            false,
            List.of());
    Snapshot last =
        new Snapshot(
            Snapshots.interval(1, RunStatus.COMPLETED),
            totals,
            warmup,
            workers,
            Errors.NONE,
            session,
            MonitorCost.NONE);
    runs.onSnapshot(last);
    assertThat(writer.wants(last)).isTrue();
    writer.take(last);
  }

  private String[] everywhere() {
    String[] all = directory.resolve("all").toFile().list();
    return all == null ? new String[0] : all;
  }

  @Test
  void aRunThatBeganWithoutOperationsHasNoReport() throws IOException {
    end("entered", Figures.EMPTY, Figures.EMPTY, Workers.NONE);
    assertThat(directory.toFile().list()).isEmpty();
    Files.writeString(file, OF_A_CHILD);
    end("again", Figures.EMPTY, Figures.EMPTY, Workers.NONE);
    assertThat(file).hasContent(OF_A_CHILD);
    assertThat(everywhere()).isEmpty();
  }

  @Test
  void aPatternThatMatchedNothingIsReportedButInsteadOfNoFile() throws IOException {
    unmatched = true;
    end("mistyped", Figures.EMPTY, Figures.EMPTY, Workers.NONE);
    assertThat(Files.readString(file)).contains("mistyped");
    Files.writeString(file, OF_A_CHILD);
    end("again", Figures.EMPTY, Figures.EMPTY, Workers.NONE);
    assertThat(file).hasContent(OF_A_CHILD);
    assertThat(everywhere()).hasSize(2);
  }

  @Test
  void anOperationOfTheWarmUpOrUnderWayIsOne() throws IOException {
    Files.writeString(file, OF_A_CHILD);
    end("warming", Figures.EMPTY, SOME, Workers.NONE);
    assertThat(Files.readString(file)).contains("warming");
    end("hanging", Figures.EMPTY, Figures.EMPTY, new Workers(1, 1, 0, 0, 0, 1, 5, List.of()));
    assertThat(directory.resolve("report-hanging.json")).exists();
    assertThat(everywhere())
        .containsExactlyInAnyOrder(
            "warming-" + Snapshots.HOST.pid() + ".json",
            "hanging-" + Snapshots.HOST.pid() + ".json");
  }

  @Test
  void aPlaceThatFailsCostsTheOthersNothing() throws IOException {
    Files.writeString(directory.resolve("all"), "no directory");
    end("measured", SOME, Figures.EMPTY, Workers.NONE);
    assertThat(Files.readString(file)).contains("measured");
  }

  @Test
  void aNameThatEndsInHtmlGivesThePageWithItsRunAndWhoseItIs() throws IOException {
    Path html = directory.resolve("report.html");
    Lineage me = new Lineage(new Lineage.Member(4711, "1"), "here", List.of());
    writer =
        new ReportWriter(
            List.of(new ReportTarget(html, false), new ReportTarget(file, false)),
            runs,
            () -> ServerState.NONE,
            new AgentLog(LogLevel.INFO, InstantSource.system()),
            () -> me);
    end("measured", SOME, Figures.EMPTY, Workers.NONE);
    assertThat(Files.readString(html)).startsWith("<!doctype html>").endsWith("</html>\n");
    byte[] written = Files.readAllBytes(html);
    assertThat(LineageCodec.read(written, Math.min(written.length, LineageCodec.HEAD)))
        .contains(me);
    assertThat(Files.readString(file)).contains("measured");
    end("next", SOME, Figures.EMPTY, Workers.NONE);
    assertThat(directory.resolve("report-next.html")).exists();
  }

  @Test
  void theBeginningOfAReportTellsWhoseItIs() throws IOException {
    end("measured", SOME, Figures.EMPTY, Workers.NONE);
    byte[] written = Files.readAllBytes(file);
    assertThat(LineageCodec.read(written, 300))
        .contains(new Lineage(new Lineage.Member(4711, "1"), "here", List.of()));
  }
}
