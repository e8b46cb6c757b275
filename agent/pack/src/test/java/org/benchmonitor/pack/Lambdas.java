package org.benchmonitor.pack;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Lambdas and method references of every kind; {@link #get} says what they did. */
@SuppressWarnings({"UnnecessaryLambda", "ObjectToString", "BoxingComparator"}) // each is a kind
public final class Lambdas implements Supplier<List<Object>> {
  interface Marker {}

  interface Typed<T extends CharSequence> extends Function<T, Integer> {
    @Override
    Integer apply(T text);
  }

  interface Greeting {
    String name();

    default Supplier<String> greeting() {
      return () -> hidden(name());
    }

    private String hidden(String name) {
      return "hello " + name;
    }
  }

  static class Parent {
    String said() {
      return "parent";
    }
  }

  static final class Child extends Parent {
    @Override
    String said() {
      return "child";
    }

    Supplier<String> ofParent() {
      return super::said;
    }
  }

  private final class Inner {
    private int secret = 3;

    LongSupplier nested() {
      return () -> {
        IntFunction<LongSupplier> deeper = by -> () -> (long) secret * by + counter;
        return deeper.apply(7).getAsLong();
      };
    }
  }

  private int counter = 5;

  private static int twice(int value) {
    return 2 * value;
  }

  private String own(Object any) {
    return counter + ":" + any;
  }

  private static <T> T call(Callable<T> callable) {
    try {
      return callable.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Object> get() {
    List<Object> said = new ArrayList<>();
    byte small = 1;
    long large = 1L << 40;
    double half = 0.5;
    char letter = 'x';
    boolean yes = true;
    Supplier<String> captured = () -> small + "," + large + "," + half + "," + letter + "," + yes;
    said.add(captured.get());
    Runnable none = () -> {};
    none.run();
    said.add(none.getClass().equals(none.getClass()));
    Function<Integer, Integer> boxed = Lambdas::twice;
    said.add(boxed.apply(21));
    ToLongFunction<Integer> widened = Lambdas::twice;
    said.add(widened.applyAsLong(4));
    ToDoubleFunction<Integer> unboxed = Integer::intValue;
    said.add(unboxed.applyAsDouble(9));
    DoubleUnaryOperator primitive = Math::sqrt;
    said.add(primitive.applyAsDouble(2));
    IntPredicate predicate = value -> value > counter;
    said.add(predicate.test(6));
    Function<Object, String> bound = this::own;
    said.add(bound.apply("it"));
    BiFunction<String, Integer, Character> unbound = String::charAt;
    said.add(unbound.apply("abc", 1));
    Supplier<Map<String, List<String>>> made = TreeMap::new;
    said.add(made.get());
    IntFunction<int[]> array = int[]::new;
    said.add(array.apply(3).length);
    Function<int[], Object> copied = int[]::clone;
    said.add(((int[]) copied.apply(new int[] {1, 2})).length);
    Typed<String> typed = String::length;
    said.add(typed.apply("four"));
    said.add(((Function<CharSequence, Integer>) (Function<?, Integer>) typed).apply("bridge"));
    Supplier<String> marked = (Supplier<String> & Marker) () -> "marked";
    said.add(marked.get() + (marked instanceof Marker));
    Callable<Void> nothing =
        () -> {
          counter++;
          return null;
        };
    said.add(String.valueOf(call(nothing)));
    Runnable dropped = () -> twice(1);
    dropped.run();
    Runnable droppedLong = System::nanoTime;
    droppedLong.run();
    said.add(new Child().ofParent().get());
    said.add(((Greeting) () -> "you").greeting().get());
    said.add(new Inner().nested().getAsLong());
    said.add(
        List.of("bb", "a", "ccc").stream()
            .sorted(Comparator.comparing(String::length).reversed())
            .collect(Collectors.joining("-")));
    Supplier<Object> serializable = (Supplier<Object> & Serializable) () -> "kept";
    said.add(serializable.get());
    return said;
  }
}
