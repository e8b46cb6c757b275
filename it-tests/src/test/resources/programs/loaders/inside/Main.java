package com.acme.inside;

/** The same with a main method, for loaders that run one. */
public class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    new Job().run();
    long deadline = System.nanoTime() + 10_000_000_000L;
    while ("".equals(System.getProperty("org.benchmonitor.url")) && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    System.out.println("done");
  }
}
