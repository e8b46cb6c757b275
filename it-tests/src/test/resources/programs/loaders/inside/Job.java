package com.acme.inside;

/** The program's own code, which sees no more than what its loader shows it. */
public class Job implements Runnable {
  @Override
  public void run() {
    for (int i = 0; i < 100; i++) {
      try {
        operation(i);
      } catch (IllegalStateException onPurpose) {
        // The fifth of five.
      }
    }
  }

  int operation(int i) {
    if (i % 5 == 4) {
      throw new IllegalStateException("the fifth");
    }
    return i;
  }
}
