package org.benchmonitor.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import jdk.internal.misc.Unsafe;
import org.benchmonitor.bootstrap.Build;
import org.benchmonitor.bootstrap.Facade;
import org.benchmonitor.host.instrument.FacadeFile;
import org.benchmonitor.host.instrument.ModuleAccess;

/**
 * Brings the few classes that instrumented methods call into the boot loader, where every class of
 * the host sees them.
 *
 * <p>The JDK's internal Unsafe defines them one by one. Appending a jar to the boot class path
 * would print a warning and turn off application class-data sharing; it is the fallback where the
 * JDK refuses.
 *
 * <p>Unsafe is called directly: by reflection the first call took 15 ms of the host's start on JDK
 * 25, which builds method handles for it.
 */
final class BootClasses {
  private static final String ROOT = "inst/boot/";
  private static final String INDEX = ROOT + "index";

  private BootClasses() {}

  /**
   * Defines all classes, unless an earlier start in this JVM did; the JDK must be open to this
   * class.
   *
   * @return their names
   */
  static Set<String> define(Instrumentation instrumentation) throws IOException {
    Map<String, byte[]> classes = read();
    if (!isDefined(classes.keySet().iterator().next())) {
      try {
        defineAll(classes);
      } catch (RuntimeException | LinkageError refused) {
        append(classes, instrumentation);
      }
      defineFacade(classes, instrumentation);
    }
    if (!isThisBuild(classes)) {
      throw new IllegalStateException(
          "this JVM was monitored with another build of the monitor; restart the program to use this"
              + " one");
    }
    return classes.keySet();
  }

  private static boolean isThisBuild(Map<String, byte[]> classes) {
    CRC32 checksum = new CRC32();
    for (byte[] bytes : classes.values()) {
      checksum.update(bytes);
    }
    try {
      return Build.isThis(checksum.getValue());
    } catch (LinkageError olderBuild) {
      return false;
    }
  }

  /** Reads by the build's index. */
  private static Map<String, byte[]> read() throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (String name : new String(resource(INDEX), StandardCharsets.UTF_8).split("\n", -1)) {
      classes.put(name, resource(ROOT.concat(name)));
    }
    return classes;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = BootClasses.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("monitor.jar has no " + name);
      }
      return in.readAllBytes();
    }
  }

  private static boolean isDefined(String name) {
    try {
      Class.forName(name, false, null);
      return true;
    } catch (ClassNotFoundException notYet) {
      return false;
    }
  }

  private static void defineAll(Map<String, byte[]> classes) {
    Unsafe unsafe = Unsafe.getUnsafe();
    Map<String, byte[]> left = new LinkedHashMap<>(classes);
    while (!left.isEmpty()) {
      int before = left.size();
      // A class whose supertype is missing is tried again after the others.
      for (var file = left.entrySet().iterator(); file.hasNext(); ) {
        Map.Entry<String, byte[]> next = file.next();
        if (define(unsafe, next.getKey(), next.getValue())) {
          file.remove();
        }
      }
      if (left.size() == before) {
        throw new IllegalStateException("the JDK refuses to define " + left.keySet());
      }
    }
  }

  private static boolean define(Unsafe unsafe, String name, byte[] bytes) {
    try {
      unsafe.defineClass(name, bytes, 0, bytes.length, null, null);
      return true;
    } catch (NoClassDefFoundError supertypeNotYet) {
      return false;
    }
  }

  /**
   * Defines the facade once more in java.base, where every class loader sees it, and lets java.base
   * read the others. Where the JDK refuses, the facade stays where it is, and a class whose loader
   * hides it is listed with the reason.
   */
  private static void defineFacade(Map<String, byte[]> classes, Instrumentation instrumentation) {
    try {
      byte[] facade = Objects.requireNonNull(classes.get(Facade.class.getName()), "the facade");
      MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
          .defineClass(FacadeFile.ofJavaBase(facade));
      ModuleAccess.letRead(instrumentation, Object.class.getModule(), Facade.class.getModule());
    } catch (IllegalAccessException | RuntimeException | LinkageError refused) {
      return;
    }
  }

  private static void append(Map<String, byte[]> classes, Instrumentation instrumentation)
      throws IOException {
    Path path = Files.createTempFile("monitor-boot", ".jar");
    try (OutputStream out = Files.newOutputStream(path);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : classes.entrySet()) {
        jar.putNextEntry(new JarEntry(file.getKey().replace('.', '/') + ".class"));
        jar.write(file.getValue());
      }
    }
    instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(path.toFile()));
    // The JVM holds the file open; where the system allows it, delete the name at once.
    if (!path.toFile().delete()) {
      path.toFile().deleteOnExit();
    }
  }
}
