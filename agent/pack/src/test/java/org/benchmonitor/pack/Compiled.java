package org.benchmonitor.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Class files of these tests, and a loader that defines what was made of them. */
final class Compiled {
  private static final String SUFFIX = ".class";

  private Compiled() {}

  /** The class files of a class and of what is inside of it, by internal name. */
  static SortedMap<String, byte[]> of(Class<?> type) {
    String name = type.getSimpleName();
    Pattern own = Pattern.compile(Pattern.quote(name) + "(\\$.*)?\\.class");
    SortedMap<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files =
        Files.list(Path.of(type.getResource(name + SUFFIX).toURI()).getParent())) {
      files
          .filter(file -> own.matcher(file.getFileName().toString()).matches())
          .forEach(
              file -> {
                String found = file.getFileName().toString();
                classes.put(
                    type.getPackageName().replace('.', '/')
                        + "/"
                        + found.substring(0, found.length() - SUFFIX.length()),
                    bytes(file));
              });
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
    return classes;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Defines class files by itself and verifies them. */
  static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(ClassLoader.getPlatformClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name.replace('.', '/'));
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
