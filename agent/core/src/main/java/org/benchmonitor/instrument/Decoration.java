package org.benchmonitor.instrument;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * One class as Byte Buddy decorates it; one thread.
 *
 * <p>It is decorated, not rebuilt: no method or field is added, so a class that is loaded already
 * can be retransformed. Types are read from class files, never loaded.
 */
final class Decoration {
  private final ClassFileLocator locator;
  private final TypePool pool;
  private final TypeDescription type;

  /**
   * Reads the class.
   *
   * @param loader where the types that it names are looked for; null is the boot loader
   */
  Decoration(@Nullable ClassLoader loader, String className, byte[] bytes) {
    this.locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(className, bytes),
            loader == null
                ? ClassFileLocator.ForClassLoader.ofPlatformLoader()
                : ClassFileLocator.ForClassLoader.of(loader));
    this.pool =
        new TypePool.Default.WithLazyResolution(
            new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST);
    this.type = pool.describe(className).resolve();
  }

  static ByteBuddy byteBuddy() {
    return new ByteBuddy()
        .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
        .with(TypeValidation.DISABLED)
        .with(Implementation.Context.Disabled.Factory.INSTANCE);
  }

  TypeDescription type() {
    return type;
  }

  byte[] with(AsmVisitorWrapper visitor) {
    return byteBuddy().decorate(type, locator).visit(visitor).make(pool).getBytes();
  }
}
