package org.benchmonitor.bench.whole;

/** Says when its main began, and ends. */
final class HelloHost {
  private HelloHost() {}

  @SuppressWarnings("SystemOut") // it is asked for by stdout
  public static void main(String[] arguments) {
    System.out.println(System.nanoTime());
  }
}
