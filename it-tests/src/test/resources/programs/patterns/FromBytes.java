import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.Callable;

/** Calls methods of classes that it makes from bytes, whose class files no loader shows. */
public class FromBytes {
  public interface Store extends Callable<Integer> {}

  public static class Base {}

  public static class ByLoader extends Base implements Store {
    @Override
    public Integer call() {
      return 1;
    }
  }

  public static class ByLookup extends ByLoader implements Store {
    @Override
    public Integer call() {
      return 2;
    }
  }

  static byte[] bytes(String name) throws Exception {
    try (InputStream in = FromBytes.class.getResourceAsStream(name + ".class")) {
      return in.readAllBytes();
    }
  }

  static final class Loader extends ClassLoader {
    private final byte[] made;

    Loader(byte[] made) {
      super(null);
      this.made = made;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      return name.equals("FromBytes$ByLoader")
          ? defineClass(name, made, 0, made.length)
          : FromBytes.class.getClassLoader().loadClass(name);
    }
  }

  static Store make(Class<?> type) throws Exception {
    return (Store) type.getDeclaredConstructor().newInstance();
  }

  public static void main(String[] args) throws Exception {
    Store first = make(new Loader(bytes("FromBytes$ByLoader")).loadClass("FromBytes$ByLoader"));
    Store second =
        make(MethodHandles.lookup().defineClass(bytes("FromBytes$ByLookup")));
    long end = System.nanoTime() + 6_000_000_000L;
    int sum = 0;
    while (System.nanoTime() < end) {
      sum += first.call() + second.call();
      Thread.sleep(10);
    }
    System.out.println(sum > 0 ? "called" : "not called");
  }
}
