package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What lies where in monitor.jar. */
class JarIT {
  @Test
  void onlyTheEntryLiesOpen() throws IOException {
    try (JarFile jar = new JarFile(Host.MONITOR_JAR.toFile())) {
      assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("org/benchmonitor/agent/"));
    }
    assertThat(MonitorJar.archive())
        .containsKey("inst/boot/org.benchmonitor.bootstrap.Probe")
        .doesNotContainKey("org.benchmonitor.bootstrap.Probe");
  }

  /** The JDK makes a class for each when it first gets there; the build has made them. */
  @Test
  void noClassOfTheAgentHasALambdaOrAMethodOfARecordLeft() {
    SortedMap<String, byte[]> archive = MonitorJar.archive();
    assertThat(archive.keySet())
        .filteredOn(name -> name.startsWith("org.benchmonitor."))
        .anyMatch(name -> name.contains("$$Lambda"))
        .allSatisfy(
            name ->
                assertThat(text(archive.get(name)))
                    .as(name)
                    .doesNotContain("java/lang/invoke/LambdaMetafactory")
                    .doesNotContain("java/lang/runtime/ObjectMethods")
                    .doesNotContain("java/lang/invoke/StringConcatFactory"));
  }

  @Test
  void theLibrarysLoggerIsReplaced() {
    SortedMap<String, byte[]> library = MonitorJar.archive();
    library.keySet().removeIf(name -> !name.startsWith("fi.iki."));
    assertThat(library).hasSizeGreaterThan(20);
    assertThat(library)
        .allSatisfy(
            (name, bytes) ->
                assertThat(text(bytes)).as(name).doesNotContain("java/util/logging/Logger"));
    assertThat(library.values())
        .anyMatch(bytes -> text(bytes).contains("org/benchmonitor/server/guard/SilentLogger"));
  }

  private static String text(byte[] classFile) {
    return new String(classFile, StandardCharsets.ISO_8859_1);
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
