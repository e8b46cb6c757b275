/** Three rounds one right after the other, the last of which fails; then one that goes on. */
public class Rounds {
  public static void main(String[] args) throws Exception {
    Rounds rounds = new Rounds();
    rounds.operation(-1);
    for (int number = 1; number <= 3; number++) {
      try {
        rounds.round(number);
      } catch (IllegalStateException onPurpose) {
        // The third one.
      }
      // Between two rounds nothing is counted.
      rounds.operation(0);
    }
    rounds.round(4);
  }

  void round(int number) throws InterruptedException {
    for (int i = 1; i <= 100 * number; i++) {
      operation(i);
    }
    for (int i = 0; i < number; i++) {
      try {
        failing();
      } catch (UnsupportedOperationException counted) {
        // As many errors as the round's number.
      }
    }
    if (number == 3) {
      throw new IllegalStateException("on purpose");
    }
    if (number == 4) {
      long deadline = System.nanoTime() + 100_000_000_000L;
      while (System.nanoTime() < deadline) {
        operation(1);
        Thread.sleep(10);
      }
    }
  }

  int operation(int i) {
    return i + 1;
  }

  void failing() {
    throw new UnsupportedOperationException();
  }
}
