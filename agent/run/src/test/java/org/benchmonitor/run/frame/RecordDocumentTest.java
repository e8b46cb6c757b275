package org.benchmonitor.run.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document of the format says enough to read it: the program in it does, in Python. */
class RecordDocumentTest {
  private static final Path DOCUMENT = Path.of("../../docs/record.md");
  private static final Pattern PROGRAM = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path directory;

  private static boolean isPythonHere() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException none) {
      return false;
    }
  }

  @Test
  void theReaderInPythonCountsWhatWasWritten() throws IOException, InterruptedException {
    assumeTrue("true".equals(System.getenv("CI")) || isPythonHere(), "python3 is not installed");
    Matcher program = PROGRAM.matcher(Files.readString(DOCUMENT));
    assertThat(program.find()).as("a program in Python").isTrue();
    Path reader = Files.writeString(directory.resolve("reader.py"), program.group(1));
    Path record =
        Files.write(
            directory.resolve("run.bmr"),
            FrameRunsTest.file(
                List.of(
                    Snapshots.with(
                        Snapshots.interval(
                            1,
                            RunStatus.RUNNING,
                            // What a reader of an earlier version leaves behind all else.
                            Snapshots.corrected(
                                "rate=5/s",
                                Snapshots.operation("read", 2, 15, 1_500, 150_000_000_000L)),
                            Snapshots.operation("überweisen", 0, 7))),
                    Snapshots.with(
                        Snapshots.interval(
                            2, RunStatus.RUNNING, Snapshots.operation("read", 1, 40_000)))),
                true));
    Path printed = directory.resolve("printed");

    Process python =
        new ProcessBuilder("python3", "-X", "utf8", reader.toString(), record.toString())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    try {
      assertThat(python.waitFor(30, TimeUnit.SECONDS)).as("python3 has ended").isTrue();
    } finally {
      python.destroyForcibly();
    }

    assertThat(Files.readString(printed).lines())
        .containsExactly("bench-20260118-153045", "read 4 3", "überweisen 1 0");
  }
}
