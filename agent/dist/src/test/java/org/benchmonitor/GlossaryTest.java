package org.benchmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The classes of the agent have the names that docs/glossary.md gives them. */
class GlossaryTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final String RETIRED = "## Retired class names";
  private static final Pattern ROW =
      Pattern.compile("\\|[^|\n]*\\|[^|\n]*\\|([^|\n]*)\\|[^|\n]*\\|");
  private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z]\\w+)`");
  private static final Pattern DECLARATION =
      Pattern.compile(
          "^( *)(?:(?:public|private|protected|static|final|abstract|sealed|non-sealed) )*"
              + "(?:class|record|@?interface|enum) (\\w+)",
          Pattern.MULTILINE);
  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

  /** The packages of each top-level class, by its simple name. */
  private static final Map<String, Set<String>> TOP_LEVEL = new TreeMap<>();

  private static final Set<String> ALL = new HashSet<>();

  @BeforeAll
  static void readSources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT.resolve("agent"))) {
      for (Path module : modules.map(module -> module.resolve("src/main/java")).toList()) {
        if (Files.isDirectory(module)) {
          readModule(module);
        }
      }
    }
  }

  private static void readModule(Path module) throws IOException {
    try (Stream<Path> files = Files.walk(module)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        String inPackage = first(PACKAGE, source);
        for (MatchResult declared : DECLARATION.matcher(source).results().toList()) {
          ALL.add(declared.group(2));
          if (declared.group(1).isEmpty()) {
            TOP_LEVEL.computeIfAbsent(declared.group(2), name -> new TreeSet<>()).add(inPackage);
          }
        }
      }
    }
  }

  private static String first(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
  }

  private static String glossary() throws IOException {
    return Files.readString(ROOT.resolve("docs/glossary.md"));
  }

  private static Set<String> classNames(String text) {
    return CLASS_NAME
        .matcher(text)
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theClassesThatItNamesExist() throws IOException {
    String terms = glossary().split(RETIRED, 2)[0];
    Set<String> named = new TreeSet<>();
    for (MatchResult row : ROW.matcher(terms).results().toList()) {
      named.addAll(classNames(row.group(1)));
    }
    assertThat(named).hasSizeGreaterThan(60);
    named.removeAll(ALL);
    assertThat(named).isEmpty();
  }

  @Test
  void noClassHasARetiredName() throws IOException {
    Set<String> retired = classNames(glossary().split(RETIRED, 2)[1]);
    assertThat(retired).hasSizeGreaterThan(8);
    retired.retainAll(ALL);
    assertThat(retired).isEmpty();
  }

  @Test
  void noTwoPackagesHaveATopLevelClassOfOneName() {
    assertThat(TOP_LEVEL).hasSizeGreaterThan(300);
    List<String> shared =
        TOP_LEVEL.entrySet().stream()
            .filter(type -> type.getValue().size() > 1)
            .map(type -> type.getKey() + " in " + type.getValue())
            .toList();
    assertThat(shared).isEmpty();
  }

  @Test
  void noTermIsDefinedTwice() throws IOException {
    List<String> terms =
        Pattern.compile("^\\| ([^|]+) \\|", Pattern.MULTILINE)
            .matcher(glossary())
            .results()
            .map(row -> row.group(1))
            .filter(term -> !term.equals("term"))
            .toList();
    assertThat(terms).hasSizeGreaterThan(60).doesNotHaveDuplicates();
  }
}
