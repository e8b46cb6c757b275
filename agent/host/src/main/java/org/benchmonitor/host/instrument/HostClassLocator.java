package org.benchmonitor.host.instrument;

import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/**
 * Has Byte Buddy read the class files that a class of the host refers to, see {@link ClassFiles}.
 */
final class HostClassLocator implements ClassFileLocator {
  private final @Nullable ClassLoader loader;

  private HostClassLocator(@Nullable ClassLoader loader) {
    this.loader = loader;
  }

  /** With the class itself, whose bytes are known. */
  static ClassFileLocator of(@Nullable ClassLoader loader, String className, byte[] bytes) {
    return new Compound(Simple.of(className, bytes), new HostClassLocator(loader));
  }

  @Override
  public Resolution locate(String name) {
    // Some loaders have the JDK's classes, but not their class files.
    ClassLoader from = name.startsWith("java.") ? null : loader;
    byte[] bytes = ClassFiles.read(name.replace('.', '/'), from);
    return bytes == null ? new Resolution.Illegal(name) : new Resolution.Explicit(bytes);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
