package org.benchmonitor.bench.whole;

/**
 * Says when its main began, or with an argument when it had called the first method of another
 * class, and ends.
 */
final class HelloHost {
  private HelloHost() {}

  @SuppressWarnings("SystemOut") // it is asked for by stdout
  public static void main(String[] arguments) {
    long nanos = arguments.length == 0 ? System.nanoTime() : Greeting.greet();
    System.out.println(nanos);
  }
}
