package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What lies where in monitor.jar. */
class JarIT {
  private static String text(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void onlyTheEntryLiesOpen() throws IOException {
    try (JarFile jar = new JarFile(Host.MONITOR_JAR.toFile())) {
      assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("org/benchmonitor/agent/"));
      assertThat(jar.getEntry("inst/boot/org/benchmonitor/bootstrap/Probe.classdata")).isNotNull();
      assertThat(jar.getEntry("inst/core/org/benchmonitor/bootstrap/Probe.classdata")).isNull();
    }
  }

  @Test
  void theLibrarysLoggerIsReplaced() throws IOException {
    try (JarFile jar = new JarFile(Host.MONITOR_JAR.toFile())) {
      List<JarEntry> library =
          jar.stream().filter(entry -> entry.getName().startsWith("inst/core/fi/iki/")).toList();
      assertThat(library).hasSizeGreaterThan(20);
      int replaced = 0;
      for (JarEntry entry : library) {
        String bytes = text(jar, entry);
        assertThat(bytes).as(entry.getName()).doesNotContain("java/util/logging/Logger");
        replaced += bytes.contains("org/benchmonitor/server/guard/SilentLogger") ? 1 : 0;
      }
      assertThat(replaced).isPositive();
    }
  }

  @Test
  void theCommandLinePrintsTheTableOfOptions() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Jdk.of(17).java().toString(),
                "-jar",
                Host.MONITOR_JAR.toString(),
                "help",
                "options")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("metrics_interval", "100ms", "timeline_retention");
  }
}
