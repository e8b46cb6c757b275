package javax.acme;

/** Methods of all kinds: a lambda's, inherited ones, one with a lock, in a package like the JDK's. */
public class Shapes {
  interface Shape {
    default int area() {
      return 4;
    }
  }

  static class Base {
    public int run() {
      return 1;
    }
  }

  static class Impl extends Base implements Shape {}

  static synchronized int locked() {
    return 2;
  }

  static int send() {
    return 3;
  }

  public static void main(String[] args) throws InterruptedException {
    Runnable body = () -> Math.abs(-1);
    int sum = 0;
    for (int i = 0; i < 100; i++) {
      body.run();
      Thread.sleep(15);
      sum += new Impl().run() + new Impl().area() + locked() + send();
    }
    System.out.println("sum " + sum);
  }
}
