import java.util.concurrent.ThreadLocalRandom;

/** As many threads as its argument says, each of which sleeps between its operations. */
public class Crowd {
  public static void main(String[] args) throws Exception {
    int size = Integer.parseInt(args[0]);
    Crowd crowd = new Crowd();
    for (int i = 0; i < size; i++) {
      Thread thread = new Thread(null, crowd::work, String.format("crowd-%04d", i), 128 << 10);
      thread.setDaemon(true);
      thread.start();
    }
    Thread.sleep(120_000);
  }

  private void work() {
    try {
      while (true) {
        operation();
        Thread.sleep(ThreadLocalRandom.current().nextInt(500, 1_500));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void operation() throws InterruptedException {
    Thread.sleep(ThreadLocalRandom.current().nextInt(1, 4));
  }
}
