package org.benchmonitor.bootstrap;

import java.util.Set;

/** The names of types whose objects stand for what ends after the call that returns them. */
public final class LaterTypes {
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
          "com.twitter.util.Future",
          "io.netty.util.concurrent.Future",
          "io.vertx.core.Future",
          "scala.concurrent.Future",
          "java.util.concurrent.Future");

  private LaterTypes() {}

  /** Whether what a type stands for begins only when somebody subscribes. */
  public static boolean isLazy(String type) {
    return LAZY.contains(type);
  }

  /** Whether what a type stands for ends later, whether it has begun or not. */
  public static boolean has(String type) {
    return LAZY.contains(type) || BEGUN.contains(type);
  }
}
