package org.benchmonitor.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class that the host loads; asks Byte Buddy only for those that a pattern may mean.
 *
 * <p>Runs on the host's threads while they load classes. Never throws. Until a class matches, no
 * class of Byte Buddy is touched, so it can be registered long before Byte Buddy is loaded; a class
 * that matches meanwhile waits for it.
 */
final class HostTransformer implements ClassFileTransformer {
  /** The name of the loader that the agent's own classes come from. */
  static final String OWN_LOADER = "monitor";

  private final TypeFilter filter;
  private final Weaver weaver;

  HostTransformer(TypeFilter filter, Weaver weaver) {
    this.filter = filter;
    this.weaver = weaver;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (name == null || (loader != null && OWN_LOADER.equals(loader.getName()))) {
      return null;
    }
    try {
      List<Matches> candidates = filter.candidates(name, loader, bytes);
      return candidates.isEmpty() ? null : weaver.weave(candidates, module, loader, name, bytes);
    } catch (Throwable failure) {
      // A class that cannot be instrumented is loaded as it is.
      weaver.failed(name, failure);
      return null;
    }
  }
}
