import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Ways to end an operation that a monitor can get wrong; prints what the program itself sees. */
public class Awaiting {
  interface Reply {
    void reply(Object value, Throwable thrown);
  }

  interface Steps {
    void step(int number);

    void finish(Throwable thrown);
  }

  /** A callback that its receiver knows. */
  static class Counting implements Reply {
    int replies;

    @Override
    public void reply(Object value, Throwable thrown) {
      replies++;
    }
  }

  /** A callback that is to be put into an order. */
  static class Ranked extends Counting implements Comparable<Ranked> {
    @Override
    public int compareTo(Ranked other) {
      return Integer.compare(replies, other.replies);
    }
  }

  static class Sink implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {}

    @Override
    public void onNext(String item) {}

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onComplete() {}
  }

  private static final CompletableFuture<String> NEVER = new CompletableFuture<>();
  private static Reply last;
  private static int seen;

  static int castInside(Reply callback) {
    callback.reply("x", null);
    return ((Counting) callback).replies;
  }

  /** Hands its callback to another class. */
  static class Handing {
    static int castElsewhere(Reply callback) {
      callback.reply("x", null);
      return Elsewhere.replies(callback);
    }
  }

  static class Elsewhere {
    static int replies(Object callback) {
      return callback instanceof Counting counting ? counting.replies : -1;
    }
  }

  static boolean compares(Reply callback) {
    callback.reply("x", null);
    return callback == last;
  }

  static int orders(Reply callback) {
    callback.reply("x", null);
    return new ArrayList<>(List.of((Object) callback)).get(0) instanceof Comparable<?> ? 1 : 0;
  }

  static String subscribes(Flow.Subscriber<String> callback) {
    callback.onComplete();
    return callback.getClass().getSimpleName();
  }

  /** Looks at none of its callbacks. */
  static class Client {
    static void waits(Reply callback, Queue<Runnable> replies) {
      replies.add(() -> callback.reply("x", seen % 10 == 0 ? new IllegalStateException() : null));
    }

    static void goesOn(Steps callback, Queue<Runnable> steps) {
      steps.add(() -> callback.step(1));
      steps.add(() -> callback.finish(null));
    }
  }

  /** Gives its callbacks back. */
  static class Registry {
    private static final List<Object> PENDING = new ArrayList<>();

    static void registers(Reply callback) {
      PENDING.add(callback);
    }

    static boolean cancels(Object callback) {
      return PENDING.remove(callback);
    }
  }

  static CompletableFuture<String> closes() {
    return NEVER;
  }

  static int sails(int number) {
    if (number % 2 == 0) {
      throw new Fleet.Sunk("number " + number);
    }
    return number;
  }

  static int leaf(int value) {
    return value + 1;
  }

  static int dives(int depth) {
    seen = depth;
    return leaf(depth) + dives(depth + 1);
  }

  public static void main(String[] arguments) throws InterruptedException {
    int calls = Integer.parseInt(arguments[1]);
    long sum = 0;
    Queue<Runnable> waiting = new ArrayBlockingQueue<>(2 * Math.min(calls, 100_000) + 2);
    for (int i = 0; i < calls; i++) {
      seen = i;
      switch (arguments[0]) {
        case "cast" -> sum += castInside(new Counting());
        case "cast-elsewhere" -> sum += Handing.castElsewhere(new Counting());
        case "cast-below" -> sum += Handing.castElsewhere(new Counting() {});
        case "cancel" -> {
          last = (value, thrown) -> seen++;
          Registry.registers(last);
          sum += Registry.cancels(last) ? 1 : 0;
        }
        case "compare" -> {
          last = (value, thrown) -> seen++;
          sum += compares(last) ? 1 : 0;
        }
        case "order" -> sum += orders(new Ranked());
        case "subscribe" -> sum += subscribes(new Sink()).length();
        case "wait" -> Client.waits((value, thrown) -> seen++, waiting);
        case "steps" ->
            Client.goesOn(
                new Steps() {
                  @Override
                  public void step(int number) {
                    seen += number;
                  }

                  @Override
                  public void finish(Throwable thrown) {}
                },
                waiting);
        case "close" -> sum += closes().isDone() ? 1 : 0;
        case "sail" -> {
          try {
            sum += sails(i);
          } catch (Fleet.Sunk sunk) {
            sum--;
          }
        }
        default -> sum += dive();
      }
    }
    sum += waiting.size();
    waiting.forEach(Runnable::run);
    // As long as a run that a report is surely made of, on a busy machine.
    Thread.sleep(2000);
    System.out.println(arguments[0] + " " + sum);
  }

  private static int dive() {
    try {
      return dives(0);
    } catch (StackOverflowError expected) {
      for (int i = 0; i < 100; i++) {
        leaf(i);
      }
      return 1;
    }
  }
}
