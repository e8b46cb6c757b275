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
import java.util.Collection;
import java.util.Map;
import java.util.Set;
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

/**
 * The walls between the modules and the packages, as the documentation of the architecture draws
 * them.
 */
class ArchitectureTest {
  private static final String BASE = "org.benchmonitor";

  /** What a module may know, as Maven has it; {@code agent} and {@code start} are the jar's. */
  private static final Map<String, Set<String>> MODULES =
      new TreeMap<>(
          Map.of(
              "pack", Set.of(),
              "bootstrap", Set.of(),
              "run", Set.of(),
              "setup", Set.of("run"),
              "server", Set.of("run", "setup"),
              "host", Set.of("run", "setup", "server", "bootstrap"),
              "tool", Set.of("run", "setup", "server"),
              "agent", Set.of(),
              "start", Set.of("host", "bootstrap")));

  /** Inside of a module: a package knows any of a lower level, and none of its own level. */
  private static final Map<String, Integer> LEVELS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("run.model", 1),
              Map.entry("run.thread", 1),
              Map.entry("run.histogram", 2),
              Map.entry("run.merge", 3),
              Map.entry("run.follow", 4),
              Map.entry("run.threshold", 3),
              Map.entry("run.finding", 4),
              Map.entry("run.view", 4),
              Map.entry("run.timeline", 5),
              Map.entry("run.export", 5),
              Map.entry("run.imports", 7),
              Map.entry("run.frame", 6),
              Map.entry("run.compare", 6),
              Map.entry("run.otlp", 6),
              Map.entry("run.report", 7),
              Map.entry("run.record", 7),
              Map.entry("setup.preset", 0),
              Map.entry("setup.config", 1),
              Map.entry("setup.log", 1),
              Map.entry("setup.pattern", 2),
              Map.entry("setup.registry", 2),
              Map.entry("server.http", 1),
              Map.entry("server.guard", 2),
              Map.entry("server.access", 2),
              Map.entry("server.api", 2),
              Map.entry("server", 3),
              Map.entry("host.thread", 1),
              Map.entry("host.http", 1),
              Map.entry("host.sample", 2),
              Map.entry("host.instrument", 3),
              Map.entry("host.alert", 4),
              Map.entry("host.counter", 4),
              Map.entry("host.suggest", 4),
              Map.entry("host.record", 4),
              Map.entry("host.otlp", 4),
              Map.entry("host", 5),
              Map.entry("tool.serve", 1),
              Map.entry("tool.cli", 2)));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  private static String packageOf(JavaClass type) {
    return type.getPackageName().substring(BASE.length() + 1);
  }

  private static String moduleOf(JavaClass type) {
    return packageOf(type).split("\\.", 2)[0];
  }

  /** The packages with all that is below them. */
  private static String[] inside(Collection<String> names) {
    return names.stream().map(ArchitectureTest::inside).toArray(String[]::new);
  }

  private static String inside(String name) {
    return BASE + "." + name + "..";
  }

  static Stream<String> modules() {
    return MODULES.keySet().stream();
  }

  static Stream<String> packages() {
    return LEVELS.keySet().stream();
  }

  @Test
  void everyModuleIsFoundAndEveryPackageHasALevel() {
    TreeSet<String> modules = new TreeSet<>();
    TreeSet<String> packages = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      modules.add(moduleOf(type));
      packages.add(packageOf(type));
    }
    packages.removeAll(Set.of("pack", "bootstrap", "agent", "start"));
    assertThat(modules).isEqualTo(MODULES.keySet());
    assertThat(packages).isEqualTo(LEVELS.keySet());
    assertThat(CLASSES.size()).isGreaterThan(300);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleKnowsOnlyThoseThatItStandsOn(String name) {
    TreeSet<String> forbidden = new TreeSet<>(MODULES.keySet());
    forbidden.remove(name);
    forbidden.removeAll(MODULES.getOrDefault(name, Set.of()));
    noClasses()
        .that()
        .resideInAPackage(inside(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inside(forbidden))
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageKnowsOnlyThoseBelowItInItsModule(String name) {
    int own = LEVELS.getOrDefault(name, 0);
    String module = name.split("\\.", 2)[0];
    String[] forbidden =
        LEVELS.entrySet().stream()
            .filter(other -> !other.getKey().equals(name) && other.getValue() >= own)
            .map(Map.Entry::getKey)
            .filter(other -> other.equals(module) || other.startsWith(module + "."))
            .map(other -> BASE + "." + other)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(BASE + "." + name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
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

  /** Whoever reads a run takes what it is given: the next one may come from a file. */
  @Test
  void onlyTheWiringKnowsThatRunsAreLive() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + ".host", inside("run.timeline"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(inside("run.timeline"))
        .check(CLASSES);
  }

  /**
   * What compares runs is no part of a host, which need not even hold it in memory. Of the server
   * only what serves recorded runs knows it.
   */
  @Test
  void noHostComparesRuns() {
    noClasses()
        .that()
        .resideInAnyPackage(inside("host"), inside("setup"), inside("agent"), inside("start"))
        .or()
        .resideInAnyPackage(inside("server"), inside("run.record"), inside("run.report"))
        .and()
        .doNotHaveSimpleName("Comparing")
        .and()
        .doNotHaveSimpleName("ComparisonRoutes")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(inside("run.compare"))
        .check(CLASSES);
  }

  /** Figures are merged where runs are, so that the same are shown from every source. */
  @Test
  void whoServesAndWhoAsksMergesNothing() {
    noClasses()
        .that()
        .resideInAnyPackage(inside("server"), inside("tool"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inside("run.merge"), inside("run.histogram"))
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "net.bytebuddy.., host.instrument",
    "fi.iki.elonen.., server.guard",
    "org.HdrHistogram.., run.histogram",
    "org.apache.commons.., run.compare",
    "picocli.., tool.cli",
    "javax.management.., host.sample",
    "java.lang.management.., host.sample",
    "com.sun.management.., host.sample",
    "com.sun.tools.attach.., tool.cli",
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
            inside("run.export"),
            inside("run.compare"),
            inside("run.frame"),
            inside("run.report"),
            inside("run.record"),
            inside("setup.config"),
            inside("setup.registry"),
            inside("server.api"),
            inside("tool.cli"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
        .check(CLASSES);
  }

  @Test
  void onlyOneClassOfTheConfigurationSeesJackson() {
    noClasses()
        .that()
        .resideInAPackage(inside("setup.config"))
        .and()
        .doNotHaveSimpleName("JacksonYaml")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .check(CLASSES);
  }

  /** A host that records loads none of Jackson's classes. */
  @Test
  void onlyTheReaderOfHeadersSeesJacksonAmongTheFrames() {
    noClasses()
        .that()
        .resideInAPackage(inside("run.frame"))
        .and()
        .doNotHaveSimpleName("HeaderText")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .check(CLASSES);
  }

  /** The command line is apart: it is alone in its JVM. So is the entry, which has no core yet. */
  @Test
  void onlyThePackagesOfThreadsMakeThem() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            inside("run.thread"), inside("host.thread"), inside("tool"), inside("agent"))
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
  void onlyThePackagesOfThreadsWaitByThemselves() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            inside("run.thread"),
            inside("host.thread"),
            inside("tool"),
            inside("agent"),
            inside("bootstrap"))
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
  void onlyTheLogAndTheEntryPrintOnStandardError() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inside("setup.log"), inside("agent"))
        .should()
        .accessField(System.class, "err")
        .check(CLASSES);
  }
}
