package com.acme.named;

/** A program in a named module, which reads no unnamed one. */
public class Named {
  public static void main(String[] args) throws InterruptedException {
    Named named = new Named();
    for (int i = 0; i < 10; i++) {
      named.operation();
    }
    System.out.println(Named.class.getModule());
    // Long enough for what the report needs to be loaded, on a busy machine.
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (System.getProperty("org.benchmonitor.url", "").isEmpty()
        && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
  }

  void operation() {}
}
