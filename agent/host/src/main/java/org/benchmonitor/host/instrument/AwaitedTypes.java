package org.benchmonitor.host.instrument;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.benchmonitor.bootstrap.LaterTypes;

/** The types whose objects the probe awaits: what it finds of a class, found of a description. */
final class AwaitedTypes {
  /** The types that are known by their names, each with the method that the probe calls. */
  private static final Map<String, String> NAMED =
      Map.of(
          LaterTypes.SCALA,
          "onComplete",
          LaterTypes.VERTX,
          "toCompletionStage",
          LaterTypes.TWITTER,
          "addEventListener");

  /** Types above those, whose objects may be of those. */
  private static final Set<String> ABOVE_NAMED =
      Set.of(
          "scala.concurrent.Awaitable", "io.vertx.core.AsyncResult", "com.twitter.util.Awaitable");

  private static final ElementMatcher<MethodDescription> ADDS_LISTENER =
      ElementMatchers.<MethodDescription>named("addListener")
          .and(ElementMatchers.takesArguments(Runnable.class, Executor.class));

  private AwaitedTypes() {}

  /** Whether an object of these types may be awaited, so that the probe must ask it. */
  static boolean mayBeAmong(TypesAbove above) {
    return above.has(CompletionStage.class)
        || above.has(Future.class)
        || above.names().stream().anyMatch(AwaitedTypes::isNamed);
  }

  private static boolean isNamed(String type) {
    return NAMED.containsKey(type) || ABOVE_NAMED.contains(type);
  }

  /** Whether each object of these types is awaited. */
  static boolean areAmong(TypesAbove above) {
    return above.has(CompletionStage.class)
        || above.types().stream().anyMatch(AwaitedTypes::isAwaited);
  }

  private static boolean isAwaited(TypeDescription type) {
    try {
      String called = NAMED.get(type.getName());
      return called == null
          ? takesListeners(type)
          : !type.getDeclaredMethods().filter(ElementMatchers.named(called)).isEmpty();
    } catch (TypePool.Resolution.NoSuchTypeException absent) {
      return false;
    }
  }

  private static boolean takesListeners(TypeDescription type) {
    return type.isInterface()
        && (LaterTypes.isNettys(type.getName())
            || !type.getDeclaredMethods().filter(ADDS_LISTENER).isEmpty())
        && TypesAbove.of(type).has(Future.class);
  }
}
