package org.benchmonitor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.BaseStream;
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
              Map.entry("thread", 1),
              Map.entry("json", 1),
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
            "thread",
            "json",
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
            inside("config"),
            inside("json"),
            inside("registry"),
            inside("export"),
            inside("server"),
            inside("cli"))
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

  /** The command line is apart: it is alone in its JVM. */
  @Test
  void onlyOnePackageMakesThreads() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inside("thread"), inside("cli"))
        .should()
        .callConstructorWhere(makesThreads())
        .orShould()
        .callMethodWhere(makesThreadsBehind())
        .orShould()
        .dependOnClassesThat(assignableTo(ForkJoinPool.class).or(assignableTo(Executors.class)))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaConstructorCall> makesThreads() {
    return describe(
        "makes a thread",
        call ->
            call.getTargetOwner().isAssignableTo(Thread.class)
                || call.getTargetOwner().isAssignableTo(Timer.class));
  }

  private static DescribedPredicate<JavaMethodCall> makesThreadsBehind() {
    return describe(
        "runs something on threads that the JDK makes",
        call -> {
          JavaClass owner = call.getTargetOwner();
          String name = call.getName();
          return (owner.isAssignableTo(CompletionStage.class) && name.endsWith("Async"))
              || (owner.isAssignableTo(BaseStream.class) && name.equals("parallel"))
              || (owner.isEquivalentTo(Thread.class) && name.matches("of.*|startVirtual.*"))
              || name.equals("parallelStream");
        });
  }

  /** An interrupt's flag makes each of the JDK's waits return at once, for ever. */
  @Test
  void onlyOnePackageWaitsByItself() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inside("thread"), inside("cli"), inside("bootstrap"))
        .should()
        .callMethodWhere(
            describe(
                "sleeps, parks or joins",
                call -> {
                  String name = call.getName();
                  return call.getTargetOwner().isEquivalentTo(LockSupport.class)
                      ? name.startsWith("park")
                      : call.getTargetOwner().isAssignableTo(Thread.class)
                          && name.matches("sleep|join");
                }))
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
