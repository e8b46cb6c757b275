package org.benchmonitor.agent;

import java.io.File;

/** The command line: {@code java -jar monitor.jar ...}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    File jar = new File(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    int exit =
        (int)
            CoreLoader.withoutHost(jar)
                .loadClass("org.benchmonitor.tool.cli.CommandLineTool")
                .getMethod("run", String[].class)
                .invoke(null, (Object) arguments);
    System.exit(exit);
  }
}
