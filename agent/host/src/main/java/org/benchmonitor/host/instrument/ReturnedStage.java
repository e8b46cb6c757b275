package org.benchmonitor.host.instrument;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a method declares to return may turn out to be what the probe awaits: a completion
 * stage, or a future that tells of its completion.
 *
 * @param may what the returned object will be asked for, by the probe
 * @param missing the type of which, or of one above it, there is no class file; else null. The
 *     object alone can tell then
 */
record ReturnedStage(boolean may, @Nullable String missing) {
  static ReturnedStage of(TypeDescription returned) {
    if (returned.represents(Object.class)
        || returned.represents(CompletionStage.class)
        || returned.represents(CompletableFuture.class)) {
      return new ReturnedStage(true, null);
    }
    if (returned.isPrimitive() || returned.isArray()) {
      return new ReturnedStage(false, null);
    }
    TypesAbove above = TypesAbove.of(returned);
    if (AwaitedTypes.mayBeAmong(above)) {
      return new ReturnedStage(true, null);
    }
    return new ReturnedStage(above.missing() != null, above.missing());
  }
}
