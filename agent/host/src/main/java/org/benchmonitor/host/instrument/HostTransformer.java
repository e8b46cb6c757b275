package org.benchmonitor.host.instrument;

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
  private final ClassInstrumenter classInstrumenter;
  private final OwnClasses own;
  private volatile Patterns patterns;
  private volatile @Nullable PresetWatch presets;
  private volatile @Nullable String withoutRoom;

  HostTransformer(Patterns patterns, ClassInstrumenter classInstrumenter, OwnClasses own) {
    this.patterns = patterns;
    this.own = own;
    this.classInstrumenter = classInstrumenter;
  }

  Patterns patterns() {
    return patterns;
  }

  /**
   * Lets these patterns hold for every class that is transformed from now on. Whoever derives them
   * from those before holds the lock of this transformer meanwhile.
   */
  void apply(Patterns changed) {
    patterns = changed;
  }

  /** Lets every class be looked at that may tell which runner this is. */
  void watch(PresetWatch watch) {
    presets = watch;
  }

  /**
   * The class that was last loaded where the stack or the heap had no room to look at it, or null;
   * said once.
   */
  @Nullable String takeWithoutRoom() {
    String name = withoutRoom;
    withoutRoom = null;
    return name;
  }

  /**
   * Asks once for a type that is not there: what that needs of the JDK must be loaded before it is
   * needed in the middle of a class being loaded. The answer is nobody's, also where a pattern
   * means all types.
   */
  void rehearse() {
    String nobodys = "none/such/Type";
    own.contains(null, nobodys, null);
    patterns.filter().candidates(null, null, nobodys, null, new byte[0]);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (name == null) {
      return null;
    }
    List<Matches> candidates = List.of();
    try {
      if (own.contains(loader, name, domain)) {
        return null;
      }
      PresetWatch watch = presets;
      if (watch != null && watch.isTrigger(name)) {
        watch.see(name, bytes);
      }
      Patterns now = patterns;
      candidates = now.filter().candidates(module, loader, name, redefined, bytes);
      return candidates.isEmpty()
          ? null
          : classInstrumenter.instrument(candidates, now.session(), module, loader, name, bytes);
    } catch (VirtualMachineError noRoom) {
      // One store and nothing else: a call would fail as well, and the JVM would print it.
      withoutRoom = name;
      return null;
    } catch (Throwable failure) {
      // A class that cannot be instrumented is loaded as it is.
      classInstrumenter.failed(candidates, loader, name, failure);
      return null;
    }
  }
}
