package org.benchmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/threads.md names each thread of the agent and each shared field of the hot path. */
class ThreadsDocumentTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Path BOOTSTRAP =
      ROOT.resolve("agent/bootstrap/src/main/java/org/benchmonitor/bootstrap");
  private static final Pattern ROW = Pattern.compile("^\\| ([^|]*) \\|", Pattern.MULTILINE);
  private static final Pattern THREAD = Pattern.compile("`(monitor-[a-z-]*)N?`");
  private static final Pattern THREAD_OF_CODE =
      Pattern.compile(
          "(?:once|loop|forHost|ShutdownHook|Dispatch<>)\\([^\"]{0,30}\"(monitor-[a-z-]*)\"");
  private static final Pattern FIELD =
      Pattern.compile("`(\\w+(?:\\.\\w+)*)\\.(\\w+|\\*)(?:\\[i\\])?`");

  /** Not reached by a worker while a run goes on. */
  private static final Set<String> OFF_THE_HOT_PATH =
      Set.of("EndHook.work", "ThreadWatch.failure", "SwitchableClock.name");

  private static String document() throws IOException {
    return Files.readString(ROOT.resolve("docs/threads.md"));
  }

  private static String firstColumn() throws IOException {
    return ROW.matcher(document())
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.joining("\n"));
  }

  private static Set<String> firstGroups(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String sources() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (String module : List.of("dist", "host", "run", "server", "setup")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve("agent/" + module + "/src/main/java"))) {
        for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          sources.append(Files.readString(file));
        }
      }
    }
    return sources.toString();
  }

  @Test
  void eachThreadThatItNamesIsInTheCode() throws IOException {
    Set<String> named = firstGroups(THREAD, firstColumn());
    assertThat(named).hasSizeGreaterThan(15);
    String sources = sources();
    named.removeIf(name -> sources.contains('"' + name + '"'));
    assertThat(named).isEmpty();
  }

  @Test
  void eachThreadOfTheCodeIsNamed() throws IOException {
    Set<String> made = firstGroups(THREAD_OF_CODE, sources());
    assertThat(made).hasSizeGreaterThan(10);
    made.removeAll(firstGroups(THREAD, firstColumn()));
    assertThat(made).isEmpty();
  }

  @Test
  void eachFieldThatItNamesIsInTheCode() throws Exception {
    List<String> missing = new ArrayList<>();
    List<String> named = namedFields();
    assertThat(named).hasSizeGreaterThan(45);
    for (String field : named) {
      int dot = field.lastIndexOf('.');
      Set<String> there = fields(type(field.substring(0, dot)));
      if (!field.endsWith(".*") && !there.contains(field.substring(dot + 1))) {
        missing.add(field);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void eachFieldThatIsMadeToBeSharedIsNamed() throws Exception {
    List<String> named = namedFields();
    List<String> missing = new ArrayList<>();
    int shared = 0;
    try (Stream<Path> files = Files.list(BOOTSTRAP)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        if (name.equals("package-info")) {
          continue;
        }
        for (Field field : type(name).getDeclaredFields()) {
          if (isShared(field)) {
            shared++;
            String text = name + "." + field.getName();
            if (!named.contains(text)
                && !named.contains(name + ".*")
                && !OFF_THE_HOT_PATH.contains(text)) {
              missing.add(text);
            }
          }
        }
      }
    }
    assertThat(shared).isGreaterThan(25);
    assertThat(missing).isEmpty();
  }

  private static List<String> namedFields() throws IOException {
    return FIELD
        .matcher(firstColumn())
        .results()
        .map(field -> field.group(1) + "." + field.group(2))
        .toList();
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(
        "org.benchmonitor.bootstrap." + name.replace('.', '$'),
        false,
        ThreadsDocumentTest.class.getClassLoader());
  }

  private static Set<String> fields(Class<?> type) {
    return Stream.of(type.getDeclaredFields()).map(Field::getName).collect(Collectors.toSet());
  }

  private static boolean isShared(Field field) {
    String type = field.getType().getName();
    return Modifier.isVolatile(field.getModifiers())
        || type.startsWith("java.util.concurrent.atomic.")
        || type.startsWith("java.util.concurrent.Concurrent");
  }
}
