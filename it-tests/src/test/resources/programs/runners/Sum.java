package runners;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Two benchmarks, of which nothing is measured here but how often they are called. */
@State(Scope.Thread)
public class Sum {
  private final int[] numbers = new int[2_000];

  @Benchmark
  public int sum() {
    int sum = 0;
    for (int number : numbers) {
      sum += number;
    }
    return sum;
  }

  @Benchmark
  public long sleep() throws InterruptedException {
    Thread.sleep(1);
    return 1;
  }
}
