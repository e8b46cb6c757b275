import java.io.InputStream;

/** Runs its work in a class loader that bears the name given, in a thread of that name too. */
public class Named {
  public static void main(String[] args) throws Exception {
    ClassLoader loader = new Loader(args[0]);
    Thread thread = new Thread((Runnable) loader.loadClass("Named$Work").getConstructor().newInstance());
    thread.setName(args[0] + "-main");
    thread.start();
    thread.join();
    // A run that ends at once on a busy machine may end without its report.
    long deadline = System.nanoTime() + 10_000_000_000L;
    while ("".equals(System.getProperty("org.benchmonitor.url"))
        && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    System.out.println(thread.getContextClassLoader().getName() + " done");
  }

  /** Defines the work itself, whatever its parent has. */
  private static final class Loader extends ClassLoader {
    Loader(String name) {
      super(name, Named.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals("Named$Work")) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream("Named$Work.class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (java.io.IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  public static class Work implements Runnable {
    private int sum;

    @Override
    public void run() {
      for (int i = 0; i < 500; i++) {
        step(i);
      }
    }

    int step(int i) {
      sum += i;
      return sum;
    }
  }
}
