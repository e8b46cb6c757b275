package org.benchmonitor.host.instrument;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Loads classes that are compiled from a text, some of them left out again. */
final class Compiled extends ClassLoader {
  private static final Pattern PUBLIC = Pattern.compile("public (?:class|interface) (\\w+)");

  private final Map<String, byte[]> classes = new HashMap<>();
  private boolean showing = true;

  /**
   * Compiles files.
   *
   * @param directory an empty one
   */
  static Compiled of(Path directory, String... sources) {
    try {
      List<String> arguments = new ArrayList<>();
      for (String source : sources) {
        Matcher named = PUBLIC.matcher(source);
        String name = named.find() ? named.group(1) : "Source";
        Path own = Files.createDirectory(directory.resolve("source-" + arguments.size()));
        arguments.add(Files.writeString(own.resolve(name + ".java"), source).toString());
      }
      Path out = Files.createDirectory(directory.resolve("out"));
      arguments.addAll(List.of("-proc:none", "-d", out.toString()));
      int result =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(new String[0]));
      if (result != 0) {
        throw new AssertionError("not compiled: " + String.join("\n", sources));
      }
      Compiled compiled = new Compiled();
      try (Stream<Path> files = Files.walk(out)) {
        for (Path one : files.filter(Files::isRegularFile).toList()) {
          String path = out.relativize(one).toString().replace(".class", "");
          compiled.classes.put(path.replaceAll("[/\\\\]", "."), Files.readAllBytes(one));
        }
      }
      return compiled;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Compiled() {
    super("compiled", Compiled.class.getClassLoader());
  }

  Compiled without(String... names) {
    classes.keySet().removeAll(List.of(names));
    return this;
  }

  Compiled with(String name, byte[] bytes) {
    classes.put(name, bytes);
    return this;
  }

  /** Whether the class files can be read as resources. */
  Compiled showing(boolean show) {
    showing = show;
    return this;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] bytes = classes.get(name.replace(".class", "").replace('/', '.'));
    return bytes == null
        ? super.getResourceAsStream(name)
        : showing ? new ByteArrayInputStream(bytes) : null;
  }

  /** Makes a {@link Runnable} of the program and runs it. */
  void run(String name) {
    try {
      ((Runnable) loadClass(name).getDeclaredConstructor().newInstance()).run();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** The classes, loaded. */
  List<Class<?>> load(String... names) {
    List<Class<?>> loaded = new ArrayList<>();
    try {
      for (String name : names) {
        loaded.add(loadClass(name));
      }
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    return loaded;
  }
}
