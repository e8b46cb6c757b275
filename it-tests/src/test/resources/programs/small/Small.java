package small;

import java.io.BufferedReader;
import java.io.InputStreamReader;

/** Five hundred operations; ends when it is told so on stdin. */
public class Small {
  private static int sum;

  public static void main(String[] args) throws Exception {
    for (int i = 0; i < 500; i++) {
      operation(i);
    }
    new BufferedReader(new InputStreamReader(System.in)).readLine();
  }

  static void operation(int i) {
    sum += i;
  }
}
