package org.benchmonitor.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each test that docs/hosts.md names as the one that holds a row is there. */
class HostsTableTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern NAMED =
      Pattern.compile("`(\\w+(?:IT|Test|\\.test))(?:\\.(\\w+))?(?:\\.{3})?`");

  @Test
  void theTestsThatItNamesAreThere() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module : List.of("agent", "it-tests", "dashboard/src")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
        for (Path file : files.filter(HostsTableTest::isTest).toList()) {
          String name = file.getFileName().toString();
          sources.put(name.substring(0, name.lastIndexOf('.')), Files.readString(file));
        }
      }
    }
    List<MatchResult> named =
        NAMED.matcher(Files.readString(ROOT.resolve("docs/hosts.md"))).results().toList();
    assertThat(named).hasSizeGreaterThan(60);
    List<String> missing = new ArrayList<>();
    for (MatchResult one : named) {
      String source = sources.get(one.group(1));
      boolean isScript = one.group(1).endsWith(".test");
      String method = one.group(2) == null || isScript ? "" : "void " + one.group(2);
      if (source == null || !source.contains(method)) {
        missing.add(one.group());
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean isTest(Path file) {
    String path = file.toString();
    return !path.contains("target")
        && !path.contains("node_modules")
        && (path.endsWith("IT.java")
            || path.endsWith("Test.java")
            || path.endsWith(".test.mjs")
            || path.endsWith(".test.ts"));
  }
}
