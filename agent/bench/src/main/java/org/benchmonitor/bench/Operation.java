package org.benchmonitor.bench;

/** One unit of work of the measured host; agents instrument {@code run}. */
public abstract class Operation {
  /** Does the work; throws only where that is the work. */
  public abstract int run();

  /** Does nothing. */
  public static final class Nothing extends Operation {
    private int calls;

    @Override
    public int run() {
      return ++calls;
    }
  }

  /** About a microsecond of arithmetic that the JIT can neither fold nor vectorise away. */
  public static final class Microsecond extends Operation {
    private static final int ROUNDS = 700;

    private int state = 1;

    @Override
    public int run() {
      int value = state;
      for (int i = 0; i < ROUNDS; i++) {
        value ^= value << 13;
        value ^= value >>> 17;
        value ^= value << 5;
      }
      state = value;
      return value;
    }
  }

  /** Throws, as a refused request does; the exception is made once, its making is not measured. */
  public static final class Throwing extends Operation {
    private final Refused refused = new Refused();

    @Override
    public int run() {
      throw refused;
    }
  }

  /** Begins in one method and ends in another, tied by an object. */
  public static final class Paired extends Operation {
    private final Object key = new Object();
    private int calls;

    @Override
    public int run() {
      start(key);
      return end(key);
    }

    @SuppressWarnings("UnusedVariable") // the key
    private void start(Object call) {
      calls++;
    }

    @SuppressWarnings("UnusedVariable") // the key
    private int end(Object call) {
      return calls;
    }
  }

  /** What {@link Throwing} throws. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused() {
      super("refused", null, false, false);
    }
  }
}
