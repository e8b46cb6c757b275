package org.benchmonitor.agent;

import java.io.File;

/** The command line: {@code java -jar monitor.jar ...}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    File jar = new File(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    int exit =
        (int)
            // There is no host here, and the JDK's attach API is a module of the system loader.
            new CoreLoader(jar, ClassLoader.getSystemClassLoader())
                .loadClass("org.benchmonitor.cli.CommandLineTool")
                .getMethod("run", String[].class)
                .invoke(null, (Object) arguments);
    System.exit(exit);
  }
}
