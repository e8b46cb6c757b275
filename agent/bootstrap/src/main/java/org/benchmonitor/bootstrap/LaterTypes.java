package org.benchmonitor.bootstrap;

import java.util.Set;

/** The names of types whose objects stand for what ends after the call that returns them. */
public final class LaterTypes {
  public static final String SCALA = "scala.concurrent.Future";
  public static final String VERTX = "io.vertx.core.Future";
  public static final String TWITTER = "com.twitter.util.Future";

  /** Also behind the name that a library has given to its own copy, see {@link #isNettys}. */
  static final String NETTY = "io.netty.util.concurrent.Future";

  /** What begins only when somebody subscribes. */
  private static final Set<String> LAZY =
      Set.of(
          "java.util.concurrent.Flow$Publisher",
          "org.reactivestreams.Publisher",
          "io.smallrye.mutiny.Uni",
          "io.reactivex.CompletableSource",
          "io.reactivex.MaybeSource",
          "io.reactivex.ObservableSource",
          "io.reactivex.SingleSource",
          "io.reactivex.rxjava3.core.CompletableSource",
          "io.reactivex.rxjava3.core.MaybeSource",
          "io.reactivex.rxjava3.core.ObservableSource",
          "io.reactivex.rxjava3.core.SingleSource");

  /** What has begun. Most of these are awaited. */
  private static final Set<String> BEGUN =
      Set.of(
          TWITTER,
          NETTY,
          VERTX,
          "kotlin.coroutines.intrinsics.CoroutineSingletons",
          SCALA,
          "java.util.concurrent.Future");

  /**
   * What a method may declare to return for another object to be given back: a type that {@link
   * LazyOperators} knows or one above it, of which each such object is.
   */
  private static final Set<String> REPLACED =
      Set.of(
          "java.lang.Object",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.Future",
          "java.util.concurrent.Flow$Publisher",
          "org.reactivestreams.Publisher",
          "reactor.core.CorePublisher",
          "reactor.core.publisher.Mono",
          "reactor.core.publisher.Flux",
          "io.smallrye.mutiny.Uni",
          "io.smallrye.mutiny.Multi",
          "io.reactivex.rxjava3.core.Single",
          "io.reactivex.rxjava3.core.SingleSource",
          "io.reactivex.rxjava3.core.Maybe",
          "io.reactivex.rxjava3.core.MaybeSource",
          "io.reactivex.rxjava3.core.Completable",
          "io.reactivex.rxjava3.core.CompletableSource",
          "io.reactivex.rxjava3.core.Observable",
          "io.reactivex.rxjava3.core.ObservableSource",
          "io.reactivex.rxjava3.core.Flowable");

  private LaterTypes() {}

  /** Whether what a method that declares this type returns may be replaced. */
  public static boolean mayBeReplaced(String declared) {
    return REPLACED.contains(declared);
  }

  /** Whether a type is Netty's future, or a library's own copy of it. */
  public static boolean isNettys(String type) {
    return type.endsWith(NETTY)
        && (type.length() == NETTY.length()
            || type.charAt(type.length() - NETTY.length() - 1) == '.');
  }

  /** Whether what a type stands for begins only when somebody subscribes. */
  public static boolean isLazy(String type) {
    return LAZY.contains(type);
  }

  /** Whether what a type stands for ends later, whether it has begun or not. */
  public static boolean has(String type) {
    return LAZY.contains(type) || BEGUN.contains(type);
  }
}
