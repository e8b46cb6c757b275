package org.benchmonitor.host.instrument.targets;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** One method for each thing that a pattern can meet. */
public class Worker {
  /** What an operation is called by. */
  public enum Kind {
    READ,
    WRITE {
      @Override
      public String toString() {
        throw new AssertionError("host code");
      }
    }
  }

  /** Returned by operations that return their failure. */
  public static class Result {
    private final int status;

    Result(int status) {
      this.status = status;
    }

    public int getStatus() {
      return status;
    }

    public boolean isSuccessful() {
      return status < 400;
    }

    @Override
    public String toString() {
      return status == 409 ? "409 Conflict" : Integer.toString(status);
    }
  }

  /** Not public, like many callbacks' implementations. */
  interface Callback {
    void onCompletion(Object metadata, Exception exception);

    default String describe() {
      return "described";
    }
  }

  public Worker() {}

  public int call(int value) {
    return value + 1;
  }

  public int call(String text) {
    return text.length();
  }

  public int call(int[] values, Kind kind) {
    return values.length;
  }

  public int recurse(int depth) {
    return depth == 0 ? 0 : 1 + recurse(depth - 1);
  }

  public int outer() {
    return call(1) + call(2);
  }

  public void fail(Throwable thrown) throws Throwable {
    throw thrown;
  }

  @SuppressWarnings("InfiniteRecursion")
  public int overflow() {
    return overflow() + 1;
  }

  private int hidden() {
    return 7;
  }

  public int callHidden() {
    return hidden();
  }

  public static int shared(int value) {
    return value;
  }

  public final synchronized int locked() {
    return 3;
  }

  public native int nativeOne();

  public void named(Object name) {}

  public Object echo(Object value) {
    return value;
  }

  public boolean flag(boolean value) {
    return value;
  }

  public int number(int value) {
    return value;
  }

  public Result result(int status) {
    return status == 0 ? null : new Result(status);
  }

  public <T> CompletableFuture<T> future(CompletableFuture<T> future) {
    return future;
  }

  public CompletionStage<String> stage(CompletionStage<String> stage) {
    return stage;
  }

  public Future<String> plainFuture(Future<String> future) {
    return future;
  }

  public Callback kept;

  public void send(Object message, Callback callback) {
    kept = callback;
  }

  public void sendNow(Object message, Callback callback) {
    callback.onCompletion(message, null);
  }

  public void sendAndThrow(Object message, Callback callback) {
    throw new IllegalStateException("not sent");
  }

  public static Object callback(int[] counter, RuntimeException thrown) {
    return (Callback)
        (metadata, exception) -> {
          counter[0]++;
          if (thrown != null) {
            throw thrown;
          }
        };
  }

  public void complete(Exception exception) {
    kept.onCompletion("metadata", exception);
  }

  public String describeKept() {
    return kept.describe();
  }

  public Object kept() {
    return kept;
  }
}
