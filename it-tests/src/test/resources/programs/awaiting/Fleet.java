/** Its classes are left behind when this one is taken away. */
public class Fleet {
  public static class Sunk extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Sunk(String message) {
      super(message);
    }
  }
}
