package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * One class with advice on some of its methods, made by Byte Buddy.
 *
 * <p>The class is decorated, not rebuilt: no method or field is added, so a class that is loaded
 * already can be retransformed. Types are read from class files, never loaded.
 */
record AdvisedClass(TypeDescription type, ClassFileLocator locator, TypePool pool) {
  /** As many methods that cannot be decorated are looked for one by one. */
  private static final int MOST_FAILURES = 16;

  /** A method and its advice. */
  interface Decorated {
    MethodDescription.InDefinedShape method();

    MethodVisitorWrapper advice();
  }

  /**
   * Of a class of the host, which may refer to types that are not there.
   *
   * @param loader where the types that it names are looked for; null is the boot loader
   */
  static AdvisedClass of(@Nullable ClassLoader loader, String className, byte[] bytes) {
    ClassFileLocator locator = HostClassLocator.of(loader, className, bytes);
    TypePool pool =
        new TypePool.Default.WithLazyResolution(
            new FoundTypes(), locator, TypePool.Default.ReaderMode.FAST);
    return new AdvisedClass(pool.describe(className).resolve(), locator, pool);
  }

  /**
   * Remembers only what was found. A type that is known not to be there could no longer be named,
   * and each method that has it in its descriptor would fail.
   */
  private static final class FoundTypes extends TypePool.CacheProvider.Simple {
    @Override
    public TypePool.Resolution register(String name, TypePool.Resolution resolution) {
      return resolution.isResolved() ? super.register(name, resolution) : resolution;
    }
  }

  static ByteBuddy byteBuddy() {
    return new ByteBuddy()
        .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
        .with(TypeValidation.DISABLED)
        .with(Implementation.Context.Disabled.Factory.INSTANCE);
  }

  /** The bytes with all advice; of two for one method the first is around the second. */
  byte[] with(List<? extends Decorated> methods) {
    Map<String, List<Decorated>> byKey = new HashMap<>();
    for (Decorated one : methods) {
      byKey.computeIfAbsent(key(one.method()), key -> new ArrayList<>()).add(one);
    }
    return with(new Wrapper(byKey));
  }

  byte[] with(AsmVisitorWrapper visitor) {
    return byteBuddy().decorate(type, locator).visit(visitor).make(pool).getBytes();
  }

  /** Not Byte Buddy's own for declared methods: that one leaves bridges out. */
  private static final class Wrapper extends AsmVisitorWrapper.AbstractBase {
    private final Map<String, List<Decorated>> byKey;

    Wrapper(Map<String, List<Decorated>> byKey) {
      this.byKey = byKey;
    }

    @Override
    public ClassVisitor wrap(
        TypeDescription instrumented,
        ClassVisitor visitor,
        Implementation.Context context,
        TypePool types,
        FieldList<FieldDescription.InDefinedShape> fields,
        MethodList<?> methods,
        int writing,
        int reading) {
      return new ClassVisitor(OpenedClassReader.ASM_API, visitor) {
        @Override
        public MethodVisitor visitMethod(
            int access,
            String name,
            String descriptor,
            @Nullable String signature,
            String @Nullable [] exceptions) {
          MethodVisitor wrapped =
              super.visitMethod(access, name, descriptor, signature, exceptions);
          for (Decorated one : byKey.getOrDefault(name + descriptor, List.of())) {
            wrapped =
                one.advice()
                    .wrap(instrumented, one.method(), wrapped, context, types, writing, reading);
          }
          return wrapped;
        }
      };
    }
  }

  static String key(MethodDescription.InDefinedShape method) {
    return method.getInternalName() + method.getDescriptor();
  }

  /**
   * Those of the methods that can be decorated, found by halves once all together cannot be.
   *
   * @param onFailure told of each method that is left out
   */
  <D extends Decorated> List<D> possible(List<D> methods, BiConsumer<D, Throwable> onFailure) {
    List<D> possible = new ArrayList<>();
    look(methods, possible, onFailure, 0);
    return possible;
  }

  private <D extends Decorated> int look(
      List<D> some, List<D> possible, BiConsumer<D, Throwable> onFailure, int failuresBefore) {
    if (some.isEmpty()) {
      return failuresBefore;
    }
    try {
      with(some);
      possible.addAll(some);
      return failuresBefore;
    } catch (RuntimeException | LinkageError | AssertionError failure) {
      if (some.size() == 1 || failuresBefore >= MOST_FAILURES) {
        some.forEach(one -> onFailure.accept(one, failure));
        return failuresBefore + some.size();
      }
      int half = some.size() / 2;
      int failures = look(some.subList(0, half), possible, onFailure, failuresBefore);
      return look(some.subList(half, some.size()), possible, onFailure, failures);
    }
  }
}
