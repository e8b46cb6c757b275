package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The libraries in monitor.jar, their notices beside them, and the document that lists both. */
class NoticesIT {
  private static final String LICENSES = "META-INF/licenses/";
  private static final Path LIBRARIES = Path.of(Host.property("it.libraries")).normalize();
  private static final Pattern NOTICE = Pattern.compile("(?i)licen[cs]e|notice|copying");
  private static final Pattern RESOLVED = Pattern.compile(" +[^:]+:([^:]+):jar:([^:]+):.*");

  private ThirdParty document;
  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    document = ThirdParty.read();
    jar = new JarFile(Host.MONITOR_JAR.toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void theDocumentListsTheLibrariesThatMavenResolves() throws IOException {
    Set<String> resolved =
        Files.readAllLines(LIBRARIES).stream()
            .map(RESOLVED::matcher)
            .filter(line -> line.matches())
            .map(line -> line.group(1) + "-" + line.group(2))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(folders(document.agent())).isNotEmpty().isEqualTo(resolved);
  }

  @Test
  void everyLibraryOfTheAgentAndThePageHasItsFolder() {
    Set<String> found =
        notices()
            .filter(name -> name.matches(".*-[0-9].*/.*"))
            .map(name -> name.replaceFirst("(-[0-9][^/]*)/.*", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed = folders(document.agent());
    listed.addAll(folders(document.page()));
    assertThat(document.page()).isNotEmpty();
    assertThat(found).isEqualTo(listed);
  }

  @Test
  void theDocumentNamesEveryNotice() {
    assertThat(sorted(notices()))
        .isEqualTo(sorted(document.rows().flatMap(row -> row.notices().stream())));
    assertThat(document.rows())
        .allSatisfy(row -> assertThat(row.notices()).as(row.library()).isNotEmpty());
    assertThat(Stream.concat(document.agent().stream(), document.page().stream()))
        .allSatisfy(
            row -> assertThat(row.notices()).anyMatch(name -> name.startsWith(row.folder() + "/")));
  }

  @Test
  void everyNoticeIsAText() throws IOException {
    for (String name : notices().toList()) {
      assertThat(text(LICENSES + name))
          .as(name)
          .containsPattern("(?i)copyright|licen[cs]e")
          .hasSizeGreaterThan(150);
    }
    assertThat(text(LICENSES + "README.md")).isEqualTo(Files.readString(ThirdParty.DOCUMENT));
  }

  @Test
  void everyClassBelongsToALibraryOrToTheAgent() {
    Set<String> listed =
        sorted(document.rows().flatMap(row -> row.packages().stream()).map(name -> name + "."));
    assertThat(Stream.concat(document.agent().stream(), document.inside().stream()))
        .allSatisfy(row -> assertThat(row.packages()).as(row.library()).isNotEmpty());
    List<String> classes =
        MonitorJar.archive().keySet().stream().filter(name -> !name.startsWith("inst/")).toList();
    assertThat(classes)
        .filteredOn(name -> !name.startsWith("org.benchmonitor."))
        .hasSizeGreaterThan(1000)
        .allMatch(name -> listed.stream().anyMatch(name::startsWith));
    assertThat(listed).allMatch(one -> classes.stream().anyMatch(name -> name.startsWith(one)));
  }

  @Test
  void noNoticeLiesWhereAHostMayTakeItForItsOwn() {
    assertThat(names(""))
        .filteredOn(name -> !name.startsWith("inst/"))
        .filteredOn(name -> !name.startsWith("org/benchmonitor/"))
        .filteredOn(name -> !name.startsWith(LICENSES))
        .containsExactly("META-INF/MANIFEST.MF");
    assertThat(MonitorJar.archive().keySet())
        .filteredOn(name -> name.startsWith("inst/"))
        .filteredOn(name -> NOTICE.matcher(name).find())
        .isEmpty();
  }

  private static Set<String> folders(Collection<ThirdParty.Row> rows) {
    return sorted(rows.stream().map(ThirdParty.Row::folder));
  }

  private static Set<String> sorted(Stream<String> names) {
    return names.collect(Collectors.toCollection(TreeSet::new));
  }

  /** The paths below META-INF/licenses, without the document itself. */
  private Stream<String> notices() {
    return names(LICENSES).filter(name -> !name.equals("README.md"));
  }

  /** The names of the jar's entries below a folder, without the folder's name. */
  private Stream<String> names(String folder) {
    return jar.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith(folder))
        .map(name -> name.substring(folder.length()));
  }

  private String text(String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
