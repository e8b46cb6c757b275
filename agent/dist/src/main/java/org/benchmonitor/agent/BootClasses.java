package org.benchmonitor.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Brings the few classes that instrumented methods call into the boot loader, where every class of
 * the host sees them.
 *
 * <p>They are defined one by one through the JDK's internal Unsafe, because appending a jar to the
 * boot class path prints a warning and turns application class-data sharing off. Where the JDK
 * refuses, the jar is appended after all.
 */
final class BootClasses {
  private static final String ROOT = "inst/boot/";
  private static final String ENDING = ".classdata";

  private BootClasses() {}

  static void define(JarFile jar, Instrumentation instrumentation) throws IOException {
    Map<String, byte[]> classes = read(jar);
    if (isDefined(classes.keySet().iterator().next())) {
      return;
    }
    try {
      defineAll(classes, instrumentation);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
      append(classes, instrumentation);
    }
  }

  private static Map<String, byte[]> read(JarFile jar) throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (var entries = jar.entries(); entries.hasMoreElements(); ) {
      JarEntry entry = entries.nextElement();
      String path = entry.getName();
      if (path.startsWith(ROOT) && path.endsWith(ENDING)) {
        try (InputStream in = jar.getInputStream(entry)) {
          String name = path.substring(ROOT.length(), path.length() - ENDING.length());
          classes.put(name.replace('/', '.'), in.readAllBytes());
        }
      }
    }
    if (classes.isEmpty()) {
      throw new IOException(jar.getName() + " has no classes under " + ROOT);
    }
    return classes;
  }

  private static boolean isDefined(String name) {
    try {
      Class.forName(name, false, null);
      return true;
    } catch (ClassNotFoundException notYet) {
      return false;
    }
  }

  private static void defineAll(Map<String, byte[]> classes, Instrumentation instrumentation)
      throws ReflectiveOperationException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.misc", Set.of(BootClasses.class.getModule())),
        Map.of(),
        Set.of(),
        Map.of());
    Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
    Object instance = unsafe.getMethod("getUnsafe").invoke(null);
    Method define =
        unsafe.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            ProtectionDomain.class);
    Map<String, byte[]> left = new LinkedHashMap<>(classes);
    while (!left.isEmpty()) {
      int before = left.size();
      // A class whose supertype is not there yet is tried again after the others.
      for (var file = left.entrySet().iterator(); file.hasNext(); ) {
        Map.Entry<String, byte[]> next = file.next();
        if (define(define, instance, next.getKey(), next.getValue())) {
          file.remove();
        }
      }
      if (left.size() == before) {
        throw new IllegalStateException("the JDK refuses to define " + left.keySet());
      }
    }
  }

  private static boolean define(Method define, Object unsafe, String name, byte[] bytes)
      throws ReflectiveOperationException {
    try {
      define.invoke(unsafe, name, bytes, 0, bytes.length, null, null);
      return true;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof NoClassDefFoundError) {
        return false;
      }
      throw e;
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
    // The JVM holds the file open; on systems that allow it the name goes at once.
    if (!path.toFile().delete()) {
      path.toFile().deleteOnExit();
    }
  }
}
