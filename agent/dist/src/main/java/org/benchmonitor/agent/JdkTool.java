package org.benchmonitor.agent;

import java.net.URI;
import java.util.Optional;

/**
 * Tells the JDK's own programs from all others: an option inherited through {@code
 * JAVA_TOOL_OPTIONS} must not monitor javac, keytool, rmiregistry and the like.
 */
final class JdkTool {
  /** Runs a user's program from its source file. */
  private static final String SOURCE_LAUNCHER = "com.sun.tools.javac.launcher";

  private JdkTool() {}

  /**
   * Whether the JVM's main class is the JDK's.
   *
   * @param command the system property {@code sun.java.command}: the main class, after its module
   *     and a slash if it was started as one, or a path; then the arguments
   */
  static boolean isRunBy(String command) {
    int end = command.indexOf(' ');
    String main = end < 0 ? command : command.substring(0, end);
    String type = main.substring(main.indexOf('/') + 1);
    int dot = type.lastIndexOf('.');
    if (dot < 0) {
      return false;
    }
    String packageName = type.substring(0, dot);
    return !packageName.equals(SOURCE_LAUNCHER)
        && (type.length() < main.length()
            ? isOfJdk(main.substring(0, main.length() - type.length() - 1), packageName)
            : isOfJdk(packageName));
  }

  private static boolean isOfJdk(String moduleName, String packageName) {
    Optional<Module> module = ModuleLayer.boot().findModule(moduleName);
    return module.isPresent()
        && isOfJdk(module.get())
        && module.get().getPackages().contains(packageName);
  }

  /** Judges a class that was named without its module. */
  private static boolean isOfJdk(String packageName) {
    for (Module module : ModuleLayer.boot().modules()) {
      if (module.getPackages().contains(packageName)) {
        return isOfJdk(module);
      }
    }
    return false;
  }

  /**
   * Judges by location as well as name: an image may have a program's modules linked in, and a
   * program's module may have any name.
   */
  private static boolean isOfJdk(Module module) {
    String name = module.getName();
    return (name.startsWith("java.") || name.startsWith("jdk."))
        && directory(module).equals(directory(Object.class.getModule()));
  }

  private static String directory(Module module) {
    Optional<URI> location =
        ModuleLayer.boot()
            .configuration()
            .findModule(module.getName())
            .flatMap(resolved -> resolved.reference().location());
    String text = location.isPresent() ? location.get().toString() : module.getName();
    return text.substring(0, text.lastIndexOf('/') + 1);
  }
}
