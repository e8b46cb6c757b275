package org.benchmonitor.tool.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import org.benchmonitor.run.export.Excerpt;
import org.benchmonitor.run.export.Pieces;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.report.Formats;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.thread.Rests;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code export}. */
@Command(
    name = "export",
    description = "Writes a run to a file: of a monitored JVM, or a recorded one.")
final class ExportCommand extends MonitorCommand {
  private static final String STANDARD_OUTPUT = "-";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "run",
      description =
          "The process id, a URL, a file, the id of a record or its beginning, or a part of the main"
              + " class; may be left out if one JVM is monitored.")
  private @Nullable String target;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = FormatNames.class,
      description = "One of: ${COMPLETION-CANDIDATES}; the first if not given.")
  private String format = Formats.usual().name();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "A file that is not there yet; - is standard output, as if not given.")
  private String output = STANDARD_OUTPUT;

  @Option(names = "--op", paramLabel = "NAME", description = "Only this operation.")
  private @Nullable String operation;

  @Mixin private RecordChoice place = new RecordChoice();

  @Mixin private ImportOptions imports = new ImportOptions();

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "log",
      description = "Further histogram logs of the same run.")
  private List<Path> more = List.of();

  ExportCommand(Tools tools) {
    super(tools);
  }

  /** What help lists as allowed. */
  static final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Formats.names().iterator();
    }
  }

  @Override
  ExitCode run() {
    checkWords();
    String word = target;
    Target meant =
        word == null
            ? Target.live(onlyMonitored())
            : Target.of(word, () -> place.records(tools()), this);
    meant
        .monitor()
        .ifPresent(live -> imports.refuseFor(word == null ? "a monitored JVM" : word, more));
    byte[] file =
        meant.monitor().isPresent()
            ? client(meant.monitor().get()).file(path())
            : ofRecord(meant.file().orElseThrow());
    if (output.equals(STANDARD_OUTPUT)) {
      print(file);
    } else {
      save(file, Path.of(output));
      ObjectNode document = MonitorClient.object();
      meant.monitor().filter(one -> one.pid() > 0).ifPresent(one -> document.put("pid", one.pid()));
      meant.file().ifPresent(one -> document.put("record", one.toString()));
      document.put("format", format).put("file", output).put("bytes", file.length);
      terminal().print(document, List.of(output));
    }
    return ExitCode.DONE;
  }

  /** As the API of a run that goes on writes it. */
  private byte[] ofRecord(Path file) {
    RunView run = imports.read(place.records(tools()), file, more);
    Snapshot last = run.latest();
    String only = operation;
    if (only != null) {
      List<String> known = last.totals().operations().stream().map(one -> one.name()).toList();
      if (!known.contains(only)) {
        throw new Failure(ExitCode.FAILED, "op is '" + only + "', known are " + known, "");
      }
    }
    Selection all = new Selection(null, null, false, last.sequence());
    Excerpt excerpt = new Excerpt(run, last, ServerState.NONE, run.select(all), only);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      // This process has nobody to make room for.
      Pieces pieces = new Pieces(bytes, new Pace(Rests.NEVER));
      Formats.named(format).write(excerpt, pieces);
      pieces.flush();
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return bytes.toByteArray();
  }

  /** What is wrong is said before anybody is asked. */
  private void checkWords() {
    if (!Formats.names().contains(format)) {
      throw new Failure(
          ExitCode.WRONG_WORDS,
          "--format is '" + format + "', allowed are " + String.join(", ", Formats.names()),
          "");
    }
    if (output.equals(STANDARD_OUTPUT)) {
      if (isJson()) {
        throw new Failure(
            ExitCode.WRONG_WORDS,
            "--json describes the file that is written, and standard output is none",
            "add --output FILE");
      }
    } else if (Files.exists(Path.of(output), LinkOption.NOFOLLOW_LINKS)) {
      throw isThere();
    }
  }

  private Failure isThere() {
    return new Failure(
        ExitCode.WRONG_WORDS,
        "--output is '" + output + "', which exists already and is not overwritten",
        "name another file, or remove it");
  }

  private String path() {
    return "/api/export?format=" + format + (operation == null ? "" : "&op=" + encoded(operation));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void print(byte[] file) {
    try (OutputStream out = tools().standardOutput().get()) {
      out.write(file);
    } catch (IOException closed) {
      throw new Failure(
          ExitCode.FAILED, "standard output takes nothing: " + closed.getMessage(), "");
    }
  }

  private void save(byte[] file, Path to) {
    boolean made = false;
    try (OutputStream out =
        Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      made = true;
      out.write(file);
    } catch (FileAlreadyExistsException meanwhile) {
      throw isThere();
    } catch (IOException failed) {
      if (made) {
        remove(to);
      }
      throw new Failure(ExitCode.FAILED, "cannot write " + to + ": " + failed.getMessage(), "");
    }
  }

  /** A part of a file would be taken for the whole. */
  private void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException stays) {
      terminal().warn("a part of the export is left in " + part);
    }
  }
}
