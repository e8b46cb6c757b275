package org.benchmonitor.host.instrument;

/** Class files of the agent under other names, which they have in packages of the JDK. */
public final class RenamedClass {
  private RenamedClass() {}

  /**
   * Puts another name for a class into a class file, its own or that of one which names it.
   *
   * @param name of the class, with dots
   * @param other the name to put, with dots
   */
  public static byte[] in(byte[] file, String name, String other) {
    return new ClassHeader(file).with(internal(name), internal(other));
  }

  private static String internal(String name) {
    return name.replace('.', '/');
  }
}
