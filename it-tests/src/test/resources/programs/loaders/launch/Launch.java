package com.acme.launch;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Loads the program in a way that its arguments name, runs it, and waits to be monitored. */
public class Launch {
  private static final String JOB = "com.acme.inside.Job";

  private Launch() {}

  public static void main(String[] args) throws Exception {
    Path place = Path.of(args[1]);
    switch (args[0]) {
      case "felix" -> felix(place);
      case "strict" -> run(new Strict(place).loadClass(JOB));
      case "layer" -> run(layer(place).findLoader("com.acme.inside").loadClass(JOB));
      case "hidden" -> hidden(place);
      default -> throw new IllegalArgumentException(args[0]);
    }
    long deadline = System.nanoTime() + 10_000_000_000L;
    while ("".equals(System.getProperty("org.benchmonitor.url")) && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    System.out.println("done");
  }

  private static void run(Class<?> job) throws ReflectiveOperationException {
    ((Runnable) job.getDeclaredConstructor().newInstance()).run();
  }

  /** A bundle that imports nothing, in a framework that is told of nothing. */
  private static void felix(Path jar) throws Exception {
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.of("org.osgi.framework.storage", Path.of("felix").toString()));
    framework.start();
    run(
        framework
            .getBundleContext()
            .installBundle(jar.toUri().toString())
            .loadClass(JOB));
    framework.stop();
    framework.waitForStop(5_000);
  }

  /** A module that reads java.base alone, in a layer of its own. */
  private static ModuleLayer layer(Path jar) {
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration()
            .resolve(ModuleFinder.of(jar), ModuleFinder.of(), Set.of("com.acme.inside"));
    return ModuleLayer.defineModulesWithOneLoader(
            configuration, List.of(boot), ClassLoader.getPlatformClassLoader())
        .layer();
  }

  /** A class that no loader knows by its name. */
  private static void hidden(Path directory) throws Exception {
    byte[] file = Files.readAllBytes(directory.resolve(JOB.replace('.', '/') + ".class"));
    Class<?> host = new Strict(directory).loadClass("com.acme.inside.Neighbour");
    MethodHandles.Lookup lookup = (MethodHandles.Lookup) host.getMethod("lookup").invoke(null);
    run(lookup.defineHiddenClass(file, true).lookupClass());
  }

  /** Shows plug-ins what begins with java and nothing else. */
  private static final class Strict extends ClassLoader {
    private final Path directory;

    Strict(Path directory) {
      super(null);
      this.directory = directory;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      if (name.startsWith("java.")) {
        return Class.forName(name, false, null);
      }
      try {
        byte[] file = Files.readAllBytes(directory.resolve(name.replace('.', '/') + ".class"));
        return defineClass(name, file, 0, file.length);
      } catch (IOException absent) {
        throw new ClassNotFoundException(name, absent);
      }
    }
  }
}
