package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinuxProcessorsTest {
  @TempDir Path directory;

  private LinuxProcessors found(String line) throws IOException {
    write(line);
    LinuxProcessors found = LinuxProcessors.find(file().toString());
    assertThat(found).isNotNull();
    return found;
  }

  private Path file() {
    return directory.resolve("stat");
  }

  private void write(String line) throws IOException {
    Files.writeString(file(), line + "\ncpu0 1 1 1 1 1 1 1 1 1 1\nintr 12 0 0\n");
  }

  @Test
  void theShareIsWhatWasUsedOfAllTicksSinceTheLastCall() throws IOException {
    LinuxProcessors processors = found("cpu  1000 100 500 9000 40 7 3 20 600 50");
    write("cpu  1020 110 515 9030 45 9 4 37 620 60");
    // 20 + 10 + 15 + 2 + 1 of these and 30 + 5 + 17 more.
    assertThat(processors.busyShare()).isCloseTo(48 / 100.0, within(1e-9));
    write("cpu  1020 110 515 9130 45 9 4 37 620 60");
    assertThat(processors.busyShare()).isZero();
  }

  @Test
  void withoutATickInBetweenNothingIsKnown() throws IOException {
    LinuxProcessors processors = found("cpu  1000 100 500 9000 40 7 3 20 600 50");
    assertThat(processors.busyShare()).isNegative();
    Files.delete(file());
    assertThat(processors.busyShare()).isNegative();
  }

  @Test
  void aShareIsNeverBeyondTheWhole() throws IOException {
    LinuxProcessors processors = found("cpu  1000 0 0 9000 0 0 0 0");
    write("cpu  1200 0 0 8900 0 0 0 0");
    assertThat(processors.busyShare()).isOne();
    write("cpu  1100 0 0 9300 0 0 0 0");
    assertThat(processors.busyShare()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cpu", "cpu  0 0 0 0", "intr 1 2 3", "cpu0 1 2 3 4 5 6 7 8"})
  void anotherFileIsNone(String line) throws IOException {
    write(line);
    assertThat(LinuxProcessors.find(file().toString())).isNull();
    assertThat(LinuxProcessors.find(directory.resolve("none").toString())).isNull();
  }
}
