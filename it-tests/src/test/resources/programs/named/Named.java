package com.acme.named;

/** A program in a named module, which reads no unnamed one. */
public class Named {
  public static void main(String[] args) {
    Named named = new Named();
    for (int i = 0; i < 10; i++) {
      named.operation();
    }
    System.out.println(Named.class.getModule());
  }

  void operation() {}
}
