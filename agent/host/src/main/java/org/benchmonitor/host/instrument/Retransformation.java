package org.benchmonitor.host.instrument;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.benchmonitor.run.thread.Rest;

/**
 * Retransforms classes that are already loaded, in batches; a thread of the agent.
 *
 * <p>A retransformation stops the world, so a pause between batches lets the host breathe.
 */
final class Retransformation {
  private static final int BATCH = 100;
  private static final long PAUSE_NANOS = 10_000_000;
  private static final long SECOND_LOOK_NANOS = 50_000_000;

  private final Instrumentation instrumentation;
  private final OwnClasses own;
  private final BiConsumer<Class<?>, Throwable> onFailure;
  private final Set<Class<?>> done = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Makes one retransformation.
   *
   * @param onFailure told of each class that stayed as it was
   */
  Retransformation(
      Instrumentation instrumentation, OwnClasses own, BiConsumer<Class<?>, Throwable> onFailure) {
    this.instrumentation = instrumentation;
    this.own = own;
    this.onFailure = onFailure;
  }

  /** Transforms the classes that are wanted and not yet done; returns how many. */
  int run(Predicate<Class<?>> wanted) {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> type : LoadedClasses.of(instrumentation)) {
      // By name first: whether the JVM would let a class be modified is a call into it.
      if (wanted.test(type) && isModifiable(type) && done.add(type)) {
        classes.add(type);
      }
    }
    for (int from = 0; from < classes.size(); from += BATCH) {
      if (from > 0) {
        Rest.nanos(PAUSE_NANOS);
      }
      retransform(classes.subList(from, Math.min(from + BATCH, classes.size())));
    }
    return classes.size();
  }

  /**
   * The same once more after a while: a class that was transformed for the last time while it was
   * loaded is listed as loaded a little later only. What is wanted is asked for each time.
   */
  int runTwice(Supplier<Predicate<Class<?>>> wanted) {
    int first = run(wanted.get());
    Rest.nanos(SECOND_LOOK_NANOS);
    return first + run(wanted.get());
  }

  private boolean isModifiable(Class<?> type) {
    return !type.isHidden()
        && !type.isArray()
        && !own.contains(type)
        && instrumentation.isModifiableClass(type);
  }

  private void retransform(List<Class<?>> classes) {
    try {
      instrumentation.retransformClasses(classes.toArray(Class<?>[]::new));
    } catch (UnmodifiableClassException | RuntimeException | Error failure) {
      if (classes.size() > 1) {
        // One class spoils its batch: each by itself.
        classes.forEach(type -> retransform(List.of(type)));
      } else {
        onFailure.accept(classes.get(0), failure);
      }
    }
  }
}
