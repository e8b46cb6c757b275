package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever size is run, both JDKs are at work, in each class that has rows for them. */
class RowsIT {
  private static final Set<Integer> BOTH = Set.copyOf(Jdk.VERSIONS);

  @Test
  void eachClassWithSeveralRowsWorksWithBothJdks() throws Exception {
    Map<String, List<Integer>> versions = versionsByClass();
    assertThat(versions).hasSizeGreaterThan(20);
    versions.values().removeIf(rows -> rows.size() < 2);
    assertThat(versions)
        .isNotEmpty()
        .allSatisfy((name, rows) -> assertThat(rows).as(name).containsAll(BOTH));
  }

  @Test
  void theOnesWithASingleRowAreNotAllOnOneJdk() throws Exception {
    Set<Integer> single = new TreeSet<>();
    versionsByClass().values().stream().filter(rows -> rows.size() == 1).forEach(single::addAll);
    if (!Size.isAll()) {
      assertThat(single).isEqualTo(BOTH);
    }
  }

  @Test
  void aRowIsOnOneJdkInTurnOrOnBoth() {
    List<Object> rows = Jdk.inTurn("a", Arguments.of("b", 1)).flatMap(RowsIT::values).toList();
    assertThat(rows)
        .isEqualTo(
            Size.isAll()
                ? List.of(17, "a", 25, "a", 17, "b", 1, 25, "b", 1)
                : List.of(17, "a", 25, "b", 1));
    assertThat(Jdk.turn(1, List.of(17))).containsExactly(17);
  }

  private static Stream<Object> values(Arguments row) {
    return Stream.of(row.get());
  }

  private static Map<String, List<Integer>> versionsByClass() throws Exception {
    Map<String, List<Integer>> found = new TreeMap<>();
    for (Class<?> type : classes()) {
      List<Integer> rows =
          Arrays.stream(type.getDeclaredMethods())
              .filter(method -> method.isAnnotationPresent(MethodSource.class))
              .flatMap(RowsIT::rows)
              .flatMap(RowsIT::version)
              .toList();
      if (!rows.isEmpty()) {
        found.put(type.getSimpleName(), rows);
      }
    }
    return found;
  }

  private static List<Class<?>> classes() throws IOException, URISyntaxException {
    Path here = Path.of(RowsIT.class.getResource("RowsIT.class").toURI()).getParent();
    try (Stream<Path> files = Files.list(here)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("IT.class"))
          .<Class<?>>map(name -> type(RowsIT.class.getPackageName(), name))
          .toList();
    }
  }

  private static Class<?> type(String inPackage, String file) {
    try {
      return Class.forName(inPackage + "." + file.substring(0, file.length() - ".class".length()));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<?> rows(Method test) {
    String source = test.getAnnotation(MethodSource.class).value()[0];
    Class<?> owner = test.getDeclaringClass();
    int named = source.indexOf('#');
    try {
      if (named >= 0) {
        owner = Class.forName(source.substring(0, named));
      }
      if (owner == Jdk.class && source.endsWith("#versions")) {
        return Jdk.versions(new Info(test));
      }
      Method method = owner.getDeclaredMethod(source.substring(named + 1));
      method.setAccessible(true);
      Object rows = method.invoke(null);
      return rows instanceof Collection<?> collection ? collection.stream() : (Stream<?>) rows;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(source, e);
    }
  }

  /** The version that a row begins with, if it does. */
  private static Stream<Integer> version(Object row) {
    Object first = row instanceof Arguments arguments ? arguments.get()[0] : row;
    if (first instanceof OddHost.Case one) {
      return Stream.of(one.version());
    }
    return first instanceof Integer version ? Stream.of(version) : Stream.empty();
  }

  /** What JUnit tells a source of the test that asks. */
  private record Info(Method method) implements TestInfo {
    @Override
    public String getDisplayName() {
      return method.getName();
    }

    @Override
    public Set<String> getTags() {
      return Set.of();
    }

    @Override
    public Optional<Class<?>> getTestClass() {
      return Optional.of(method.getDeclaringClass());
    }

    @Override
    public Optional<Method> getTestMethod() {
      return Optional.of(method);
    }
  }
}
