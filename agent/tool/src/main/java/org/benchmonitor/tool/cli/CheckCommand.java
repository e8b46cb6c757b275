package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.run.export.AlertsView;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.run.threshold.Judgement;
import org.benchmonitor.run.threshold.Judgement.Verdict;
import org.benchmonitor.run.threshold.RunJudge;
import org.benchmonitor.run.threshold.Threshold;
import org.benchmonitor.setup.registry.RegistryEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code check}. */
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
@Command(
    name = "check",
    description =
        "Tells whether a run has kept to its thresholds: a recorded one, or one that goes on.")
final class CheckCommand extends MonitorCommand {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  @Parameters(
      index = "0",
      paramLabel = "run",
      description =
          "The id of a record or its beginning, a file (a record or an HTML report), a process id,"
              + " a URL, or a part of a main class.")
  private String word;

  @Option(
      names = "--threshold",
      paramLabel = "THRESHOLD",
      description =
          "What the run must keep to, such as 'p99 of read < 50ms over 10s', in place of what it"
              + " was started with; repeatable.")
  private List<String> given = new ArrayList<>();

  @Option(
      names = "--at-end",
      description = "Look at the last state alone, not at what was broken before.")
  private boolean atEnd;

  @Option(
      names = "--wait",
      description = "Wait for the end of a run that goes on, however long it takes.")
  private boolean wait;

  @Mixin private TextFiles files = new TextFiles();

  @Mixin private RecordChoice place = new RecordChoice();

  @Mixin private ImportOptions imports = new ImportOptions();

  CheckCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    List<Threshold> wanted = new ArrayList<>();
    for (String text : given) {
      wanted.add(parsed(text));
    }
    files.check(isJson());
    RecordedRun run = read();
    List<Threshold> thresholds =
        wanted.isEmpty() ? Threshold.known(run.header().thresholds()) : wanted;
    if (thresholds.isEmpty()) {
      throw new Failure(
          ExitCode.WRONG_WORDS,
          "the run was started without a threshold, and none is given",
          "--threshold 'p99 < 50ms' gives one");
    }
    Judgement judgement = RunJudge.of(thresholds, run.digits(), run.intervals(), run.latest());
    show(run, judgement);
    return switch (judgement.verdict(atEnd)) {
      case BROKEN -> ExitCode.BAD;
      case NO_DATA -> ExitCode.NO_DATA;
      default -> ExitCode.DONE;
    };
  }

  private static Threshold parsed(String text) {
    try {
      return Threshold.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new Failure(
          ExitCode.WRONG_WORDS, "--threshold is '" + text + "', " + wrong.getMessage(), "");
    }
  }

  private void show(RecordedRun run, Judgement judgement) {
    Verdict verdict = judgement.verdict(atEnd);
    files.markdown(() -> CheckText.markdown(run, judgement, atEnd), terminal());
    files.junit(() -> CheckText.junit(run, judgement, atEnd), terminal());
    if (!files.isPrinted()) {
      ObjectNode document = AlertsView.of(run.latest(), judgement);
      document.put("verdict", verdict.name().toLowerCase(Locale.ROOT));
      terminal().print(document, CheckText.lines(run, judgement, atEnd));
    }
  }

  private RecordedRun read() {
    NamedRuns named = new NamedRuns(this, place, imports, "check");
    Target meant = named.target(word);
    if (meant.monitor().isEmpty()) {
      return named.ofFile(meant.file().orElseThrow());
    }
    RegistryEntry entry = meant.monitor().get();
    return wait ? awaited(named, entry) : named.live(entry);
  }

  /**
   * Waits for the end of the run that goes on now. As a rule its JVM ends with it, and then the
   * record on this machine has the rest.
   */
  private RecordedRun awaited(NamedRuns named, RegistryEntry entry) {
    MonitorClient client = client(entry);
    String session = "";
    while (true) {
      JsonNode status;
      try {
        status = client.get("/api/status");
      } catch (Failure gone) {
        if (session.isEmpty()) {
          throw gone;
        }
        return recorded(session);
      }
      String now = status.path("session_id").asString("");
      if (!session.isEmpty() && !now.equals(session)) {
        return recorded(session);
      }
      session = now;
      if (status.path("end_time").isString()) {
        return named.live(entry);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private RecordedRun recorded(String session) {
    Records records = place.records(tools());
    List<String> ids = RecordChoice.ids(records, session);
    if (ids.size() != 1) {
      throw new Failure(
          ExitCode.NO_SUCH_RECORD,
          "the run "
              + session
              + " is over, its JVM is gone, and "
              + records.directory()
              + (ids.isEmpty() ? " has no record of it" : " has more than one of its name"),
          "record=true records runs; --dir names another directory");
    }
    return RecordChoice.read(records, records.file(ids.get(0)));
  }
}
