package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LinuxProcessTest {
  private static final String STAT =
      " S 1 2 3 4 -1 4194304 100 200 3 4 1234 567 8 9 20 0 30 0 777 1000000 200 18446744073709551615";

  @TempDir Path directory;

  private long nanos(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("stat"), text);
    LinuxProcess found = LinuxProcess.find(file.toString());
    return found == null ? -1 : found.cpuNanos();
  }

  @Test
  void userAndKernelTimeAreAdded() throws IOException {
    assertThat(nanos("42 (java)" + STAT)).isEqualTo((1234 + 567) * 10_000_000L);
  }

  @Test
  void aNameWithParenthesesAndBlanksIsNotMistakenForFields() throws IOException {
    assertThat(nanos("42 (a) S 9 (b c)" + STAT)).isEqualTo((1234 + 567) * 10_000_000L);
  }

  @Test
  void whatIsNoSuchFileIsNone() throws IOException {
    assertThat(nanos("")).isNegative();
    assertThat(nanos("nothing of the kind")).isNegative();
    assertThat(nanos("42 (java) S 1 2")).isNegative();
    assertThat(LinuxProcess.find(directory.resolve("none").toString())).isNull();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void itIsWhatTheBeanTells() {
    com.sun.management.OperatingSystemMXBean bean =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    LinuxProcess process = Objects.requireNonNull(LinuxProcess.find());
    long before = bean.getProcessCpuTime();
    long own = process.cpuNanos();
    assertThat(own).isBetween(before, bean.getProcessCpuTime());
  }
}
