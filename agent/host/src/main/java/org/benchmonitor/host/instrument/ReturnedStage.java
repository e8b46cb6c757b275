package org.benchmonitor.host.instrument;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a method declares to return may turn out to be a completion stage, or a future that
 * takes listeners.
 *
 * @param may what the returned object will be asked for, by the probe
 * @param missing the type of which, or of one above it, there is no class file; else null. The
 *     object alone can tell then
 */
record ReturnedStage(boolean may, @Nullable String missing) {
  static final TypeDescription STAGE = TypeDescription.ForLoadedType.of(CompletionStage.class);
  private static final TypeDescription FUTURE = TypeDescription.ForLoadedType.of(Future.class);

  static ReturnedStage of(TypeDescription returned) {
    if (returned.represents(Object.class)
        || returned.represents(CompletionStage.class)
        || returned.represents(CompletableFuture.class)) {
      return new ReturnedStage(true, null);
    }
    if (returned.isPrimitive() || returned.isArray()) {
      return new ReturnedStage(false, null);
    }
    try {
      return new ReturnedStage(
          returned.isAssignableTo(STAGE) || returned.isAssignableTo(FUTURE), null);
    } catch (TypePool.Resolution.NoSuchTypeException absent) {
      return new ReturnedStage(true, absent.getName());
    }
  }
}
