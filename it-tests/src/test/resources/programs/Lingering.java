import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Runs the main of another program for each line {@code go}, and lives on until its input ends.
 *
 * <p>Arguments: a class to load before, the class with the main, and what that gets.
 */
public final class Lingering {
  private Lingering() {}

  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Class.forName(args[0]);
    String[] rest = Arrays.copyOfRange(args, 2, args.length);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object) rest);
      System.out.println(line + " done");
    }
  }
}
