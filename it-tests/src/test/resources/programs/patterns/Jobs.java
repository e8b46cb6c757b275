import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Loads each job from a jar of its own, then closes the loader and deletes the jar. */
public class Jobs {
  public interface Task {
    Object run();
  }

  public abstract static class Base implements Task {}

  public static class Answer {}

  public static class Job extends Base {
    @Override
    public Answer run() {
      return new Answer();
    }
  }

  private static final String[] IN_JAR = {"Jobs$Base", "Jobs$Answer", "Jobs$Job"};

  static void jar(Path file) throws Exception {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (String name : IN_JAR) {
        jar.putNextEntry(new ZipEntry(name + ".class"));
        try (InputStream in = Jobs.class.getResourceAsStream(name + ".class")) {
          in.transferTo(jar);
        }
      }
    }
  }

  /** Finds in its jar first what is there. */
  static final class Loader extends URLClassLoader {
    Loader(URL jar) {
      super(new URL[] {jar}, Jobs.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        boolean own = Stream.of(IN_JAR).anyMatch(name::equals);
        return loaded != null ? loaded : own ? findClass(name) : super.loadClass(name, resolve);
      }
    }

    @Override
    public URL getResource(String name) {
      URL own = findResource(name);
      return own != null ? own : super.getResource(name);
    }
  }

  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory(Path.of(""), "jobs");
    for (int i = 0; i < 60; i++) {
      Path jar = directory.resolve("job" + i + ".jar");
      jar(jar);
      try (Loader loader = new Loader(jar.toUri().toURL())) {
        ((Task) loader.loadClass("Jobs$Job").getDeclaredConstructor().newInstance()).run();
      }
      Files.delete(jar);
    }
    long open = 0;
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path one : descriptors.toList()) {
        open += Files.isSymbolicLink(one)
            && Files.readSymbolicLink(one).toString().contains("job") ? 1 : 0;
      }
    }
    System.out.println("jars still open: " + open);
  }
}
