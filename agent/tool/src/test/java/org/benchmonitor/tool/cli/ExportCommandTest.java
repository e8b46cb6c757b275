package org.benchmonitor.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.benchmonitor.run.report.Formats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  private static final long OWN = ProcessHandle.current().pid();
  private static final String PID = Long.toString(OWN);
  private static final String CSV = "\ufefftimestamp,operation\r\n1,gr\u00f6\u00dfe\r\n";

  private @TempDir Path directory;
  private CommandRun command;
  private StubMonitor monitor;

  @BeforeEach
  void start() throws IOException {
    command = new CommandRun(directory.resolve("registry"), directory.resolve("monitor.jar"));
    command.jvms.add(new Jvm(OWN, "runner.jar", "17.0.1", Optional.empty()));
    monitor = new StubMonitor().answering("/api/export", 200, CSV);
    command.registry.write(monitor.entry());
  }

  @AfterEach
  void stop() {
    monitor.close();
  }

  private String printed() {
    return command.bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void standardOutputHasTheBytesOfTheFileAndNothingElse() {
    for (String[] words :
        new String[][] {
          {"export", PID, "--format", "csv", "--op", "a b&c=\u00e4"},
          {"export", "--format=csv", "--output", "-", "--op=a b&c=\u00e4"}
        }) {
      command.run(words);
      assertThat(command.exit).as(command.err).isZero();
      assertThat(printed()).isEqualTo(CSV);
      assertThat(command.out + command.err).isEmpty();
      assertThat(monitor.asked)
          .last()
          .isEqualTo(
              "GET /api/export?format=csv&op=a%20b%26c%3D%C3%A4  Bearer " + StubMonitor.TOKEN);
    }
  }

  @Test
  void aFileIsWrittenOnceAndNeverOverwritten() throws IOException {
    Path file = directory.resolve("run.csv");
    command.run("export", PID, "--output", file.toString());
    assertThat(command.exit).as(command.err).isZero();
    assertThat(command.out).isEqualTo(file + "\n");
    assertThat(file).hasContent(CSV);
    assertThat(printed()).isEmpty();
    assertThat(monitor.asked).last().asString().startsWith("GET /api/export?format=json ");

    Files.writeString(file, "of yesterday");
    command.run("export", PID, "--output", file.toString());
    assertThat(command.exit).isEqualTo(ExitCode.WRONG_WORDS.number());
    assertThat(command.err).contains("run.csv', which exists already", "name another file");
    assertThat(file).hasContent("of yesterday");
    assertThat(monitor.asked).as("nobody is asked in vain").hasSize(1);
  }

  @Test
  void aFileIsDescribedForPrograms() {
    Path file = directory.resolve("run.json");
    command.run("export", PID, "--json", "--output", file.toString());
    assertThat(command.json().get("file").asString()).isEqualTo(file.toString());
    assertThat(command.json().get("format").asString()).isEqualTo("json");
    assertThat(command.json().get("bytes").asLong()).isEqualTo(file.toFile().length());
    command.run("export", PID, "--json");
    assertThat(command.exit).isEqualTo(ExitCode.WRONG_WORDS.number());
    assertThat(printed()).isEmpty();
  }

  @Test
  void theFormatsAreThoseOfTheApi() {
    // The help is as wide as a terminal.
    assertThat(command.run("help", "export").out.replaceAll("\\s+", " "))
        .contains("One of: " + String.join(", ", Formats.names()));
    command.run("export", PID, "--format", "xlsx");
    assertThat(command.exit).isEqualTo(ExitCode.WRONG_WORDS.number());
    assertThat(command.err)
        .contains("--format is 'xlsx', allowed are " + String.join(", ", Formats.names()));
    assertThat(monitor.asked).isEmpty();
  }

  @Test
  void whatIsRefusedLeavesNoFile() {
    monitor.answering(
        "/api/export", 404, "{\"error\":{\"message\":\"op is 'x', known are [read]\"}}");
    Path file = directory.resolve("run.csv");
    command.run("export", PID, "--op", "x", "--output", file.toString());
    assertThat(command.exit).isEqualTo(ExitCode.FAILED.number());
    assertThat(command.err).contains("known are [read]");
    assertThat(file).doesNotExist();
  }

  @Test
  void aDirectoryThatIsNotThereIsSaid() {
    Path file = directory.resolve("none").resolve("run.csv");
    command.run("export", PID, "--output", file.toString());
    assertThat(command.exit).isEqualTo(ExitCode.FAILED.number());
    assertThat(command.err).contains("cannot write", "run.csv");
  }

  @Test
  void withoutAProcessTheOnlyMonitoredOneIsMeant() throws IOException {
    command.jvms.add(new Jvm(1, "com.acme.Other", "", Optional.empty()));
    command.run("export");
    assertThat(command.exit).as(command.err).isZero();
    command.registry.remove(OWN);
    command.run("export");
    assertThat(command.exit).isEqualTo(ExitCode.NOT_MONITORED.number());
    assertThat(command.err).contains("no JVM is monitored");
  }

  @Test
  void ofSeveralMonitoredOnesOneMustBeNamed() {
    command.jvms.add(command.jvms.get(0));
    command.run("export");
    assertThat(command.exit).isEqualTo(ExitCode.WRONG_WORDS.number());
    assertThat(command.err).contains("2 JVMs are monitored: " + PID + " runner.jar");
    assertThat(monitor.asked).isEmpty();
  }
}
