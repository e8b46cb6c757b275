package org.benchmonitor.agent;

import java.nio.file.Path;

/** The command line: {@code java -jar monitor.jar ...}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Path jar = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    int exit =
        (int)
            new CoreLoader(jar)
                .loadClass("org.benchmonitor.cli.CommandLineTool")
                .getMethod("run", String[].class)
                .invoke(null, (Object) arguments);
    System.exit(exit);
  }
}
