import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.Callable;

/**
 * Calls methods of classes that it makes from bytes, whose class files no loader shows: of one from
 * the start on, of the other when all looks of the first half minute have been made.
 */
public class FromBytes {
  public interface Store extends Callable<Integer> {}

  public interface Middle extends Store {}

  public static class ByLoader implements Middle {
    @Override
    public Integer call() {
      return 1;
    }
  }

  public static class ByLookup implements Middle {
    @Override
    public Integer call() {
      return 2;
    }
  }

  static byte[] bytes(String name) throws Exception {
    try (InputStream in = FromBytes.class.getResourceAsStream("FromBytes$" + name + ".bin")) {
      return in.readAllBytes();
    }
  }

  /** Makes two classes itself, and shows the class files of none. */
  static final class Loader extends ClassLoader {
    Loader() {
      super(null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals("FromBytes$Store") || !name.startsWith("FromBytes$")) {
        return FromBytes.class.getClassLoader().loadClass(name);
      }
      try {
        byte[] bytes = bytes(name.substring(name.indexOf('$') + 1));
        return defineClass(name, bytes, 0, bytes.length);
      } catch (Exception e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  static Store make(Class<?> type) throws Exception {
    return (Store) type.getDeclaredConstructor().newInstance();
  }

  private static final long LATE_NANOS = 11_000_000_000L;
  private static final long END_NANOS = 16_000_000_000L;

  public static void main(String[] args) throws Exception {
    long start = System.nanoTime();
    Store early = make(new Loader().loadClass("FromBytes$ByLoader"));
    Store late = null;
    int sum = 0;
    while (System.nanoTime() - start < END_NANOS) {
      if (late == null && System.nanoTime() - start > LATE_NANOS) {
        MethodHandles.lookup().defineClass(bytes("Middle"));
        late = make(MethodHandles.lookup().defineClass(bytes("ByLookup")));
      }
      sum += early.call() + (late == null ? 0 : late.call());
      Thread.sleep(10);
    }
    System.out.println(sum > 0 ? "called" : "not called");
  }
}
