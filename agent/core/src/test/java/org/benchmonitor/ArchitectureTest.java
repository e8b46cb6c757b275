package org.benchmonitor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between the packages, as the documentation of the architecture draws them. */
class ArchitectureTest {
  private static final String BASE = "org.benchmonitor";

  /** What a package may know: any package of a lower level, and none of its own level. */
  private static final Map<String, Integer> LEVELS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("bootstrap", 0),
              Map.entry("model", 1),
              Map.entry("config", 1),
              Map.entry("log", 1),
              Map.entry("histogram", 2),
              Map.entry("registry", 2),
              Map.entry("sample", 3),
              Map.entry("store", 3),
              Map.entry("export", 3),
              Map.entry("instrument", 4),
              Map.entry("server", 4),
              Map.entry("cli", 5)));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  /** The name of the level's package that the class lies in or below; empty for the root. */
  private static String packageOf(JavaClass type) {
    String rest = type.getPackageName().substring(BASE.length());
    return rest.isEmpty() ? "" : rest.substring(1).split("\\.", 2)[0];
  }

  private static boolean isThere(String name) {
    return CLASSES.stream().anyMatch(type -> packageOf(type).equals(name));
  }

  private static String inside(String name) {
    return BASE + "." + name + "..";
  }

  static Stream<String> packages() {
    return LEVELS.keySet().stream();
  }

  @Test
  void theClassesAreFoundAndEveryPackageHasALevel() {
    TreeSet<String> found = new TreeSet<>();
    CLASSES.forEach(type -> found.add(packageOf(type)));
    found.remove("");
    assertThat(LEVELS.keySet()).containsAll(found);
    assertThat(found)
        .contains(
            "bootstrap",
            "model",
            "config",
            "log",
            "histogram",
            "registry",
            "sample",
            "store",
            "export",
            "instrument",
            "server",
            "cli");
    assertThat(CLASSES.size()).isGreaterThan(80);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageKnowsOnlyThoseBelowIt(String name) {
    List<String> forbidden = new ArrayList<>(List.of(BASE));
    LEVELS.forEach(
        (other, level) -> {
          if (!other.equals(name) && level >= LEVELS.getOrDefault(name, 0)) {
            forbidden.add(inside(other));
          }
        });
    noClasses()
        .that()
        .resideInAPackage(inside(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.toArray(String[]::new))
        .allowEmptyShould(!isThere(name))
        .check(CLASSES);
  }

  @Test
  void noPackagesFormACycle() {
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theBootstrapClassesKnowOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage(inside("bootstrap"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(inside("bootstrap"), "java..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "net.bytebuddy.., instrument",
    "fi.iki.elonen.., server",
    "org.HdrHistogram.., histogram",
    "picocli.., cli",
    "javax.management.., sample",
    "java.lang.management.., sample",
    "com.sun.management.., sample",
    "com.sun.tools.attach.., cli",
  })
  void onlyOnePackageSeesALibrary(String library, String owner) {
    noClasses()
        .that()
        .resideOutsideOfPackage(inside(owner))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void onlyThoseWhoReadOrWriteDocumentsSeeJackson() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            inside("config"), inside("registry"), inside("export"), inside("server"), inside("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
        .check(CLASSES);
  }

  @Test
  void onlyOneClassOfTheConfigurationSeesJackson() {
    noClasses()
        .that()
        .resideInAPackage(inside("config"))
        .and()
        .doNotHaveSimpleName("JacksonYaml")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .check(CLASSES);
  }

  @Test
  void nobodyLogsThroughTheJdk() {
    // It stands in for the logger in NanoHTTPD's classes, whose calls pass a level.
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BASE + ".server.guard.SilentLogger")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(System.Logger.class)
        .check(CLASSES);
  }

  @Test
  void nobodyPrintsOnStandardOutput() {
    noClasses().should().accessField(System.class, "out").check(CLASSES);
  }

  @Test
  void onlyTheLogPrintsOnStandardError() {
    noClasses()
        .that()
        .resideOutsideOfPackage(inside("log"))
        .should()
        .accessField(System.class, "err")
        .check(CLASSES);
  }
}
