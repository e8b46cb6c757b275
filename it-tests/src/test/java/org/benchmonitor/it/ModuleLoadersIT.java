package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Class loaders that hide every package which nobody has asked for: what they load is counted, with
 * no option of theirs that lets ours through.
 */
class ModuleLoadersIT {
  private static final String OPERATION = "op=com.acme.inside.Job#operation";
  private static final Path FELIX = Host.OTHERS.resolve("org.apache.felix.framework.jar");
  private static final Path JBOSS = Host.OTHERS.resolve("jboss-modules.jar");

  private static Path launcher;
  private static Path inside;
  private static Path jar;

  @BeforeAll
  static void compile() {
    launcher = Programs.compiled("loaders/launch", FELIX);
    inside = Programs.compiled("loaders/inside");
    jar = jar(inside);
  }

  /** A bundle, a module, or just a jar, as who loads it likes to see it. */
  private static Path jar(Path classes) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "com.acme.inside");
    Path jar = classes.resolveSibling(classes.getFileName() + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        out.write(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }

  private static List<String> launch(String way, Path place) {
    String path = String.join(System.getProperty("path.separator"), launcher + "", FELIX + "");
    return List.of("-cp", path, "com.acme.launch.Launch", way, place.toString());
  }

  private static List<String> jboss() {
    try {
      Path modules = Files.createTempDirectory(Path.of(Host.property("it.directory")), "modules");
      Path module = Files.createDirectories(modules.resolve("com/acme/inside/main"));
      Files.copy(jar, module.resolve("inside.jar"));
      Files.writeString(
          module.resolve("module.xml"),
          """
          <module xmlns="urn:jboss:module:1.9" name="com.acme.inside">
            <main-class name="com.acme.inside.Main"/>
            <resources><resource-root path="inside.jar"/></resources>
          </module>
          """);
      return List.of("-jar", JBOSS.toString(), "-mp", modules.toString(), "com.acme.inside");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> program(String way) {
    return switch (way) {
      case "jboss" -> jboss();
      case "felix", "layer" -> launch(way, jar);
      default -> launch(way, inside);
    };
  }

  private static Stream<Arguments> ways() {
    return Jdk.inTurn("felix", "jboss", "strict", "layer");
  }

  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("ways")
  void aClassOfALoaderThatShowsLittleIsCounted(int version, String way) {
    try (Host host = monitored(version, way)) {
      assertUndisturbed(host);
      JsonNode report = Runs.report(host);
      assertThat(report.get("metrics").get("total").get("operations").asInt())
          .as(report.get("instrumentation").toString())
          .isEqualTo(100);
      assertThat(report.get("metrics").get("total").get("errors").asInt()).isEqualTo(20);
      Runs.assertNothingSuppressed(report);
    }
  }

  /** The JVM shows such a class to no agent. */
  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aHiddenClassIsLeftAlone(int version) {
    try (Host host = monitored(version, "hidden")) {
      assertUndisturbed(host);
    }
  }

  private static Host monitored(int version, String way) {
    return Host.on(Jdk.of(version))
        .agent(OPERATION, "report=report.json")
        .program(program(way).toArray(String[]::new))
        .run();
  }

  private static void assertUndisturbed(Host host) {
    assertThat(host.awaitExit()).as(host.stderr()).isZero();
    assertThat(host.stdout()).isEqualTo("done\n");
    // Felix makes JDK 25 warn, with and without us.
    assertThat(host.stderr().lines().filter(line -> line.startsWith("[monitor]")))
        .hasSizeLessThanOrEqualTo(1);
  }
}
