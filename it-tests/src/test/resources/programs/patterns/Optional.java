/** Refers to types that are not there when it is run. */
public class Optional {
  interface Absent {}

  @interface Marked {}

  static class Lost extends RuntimeException {}

  static class Client {
    int n;

    int send() {
      return ++n;
    }

    Absent answer() {
      return null;
    }

    Absent[] answers(Absent first, int number) throws Lost {
      return null;
    }

    @Marked
    int marked() {
      return n;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Client client = new Client();
    for (int i = 0; i < 500; i++) {
      client.send();
      client.answer();
      client.answers(null, i);
      client.marked();
      Thread.sleep(3);
    }
    System.out.println("sent " + client.n);
  }
}
