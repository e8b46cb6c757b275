package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.Implementation.Context.FrameGeneration;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.AsmClassReader;
import net.bytebuddy.utility.AsmClassWriter;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * One class with advice on some of its methods, made by Byte Buddy.
 *
 * <p>Its {@code ByteBuddy.decorate} would do the same and load 120 classes more, of what can build
 * types: the reader, the writer and the advice are all that a decoration needs.
 *
 * <p>The class is decorated, not rebuilt: no method or field is added, so a class that is loaded
 * already can be retransformed. Types are read from class files, never loaded.
 */
final class AdvisedClass {
  /** As many methods that cannot be decorated are looked for one by one. */
  private static final int MOST_FAILURES = 16;

  /** Nothing is added to the class, so nothing needs a name. */
  private static final AuxiliaryType.NamingStrategy NO_NAMES =
      (type, added) -> {
        throw new IllegalStateException("a class was added to " + added);
      };

  private final TypeDescription type;
  private final byte[] bytes;
  private final TypePool pool;

  AdvisedClass(TypeDescription type, byte[] bytes, TypePool pool) {
    this.type = type;
    this.bytes = bytes;
    this.pool = pool;
  }

  TypeDescription type() {
    return type;
  }

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
    return new AdvisedClass(pool.describe(className).resolve(), bytes, pool);
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

  /** The bytes with all advice; of two for one method the first is around the second. */
  byte[] with(List<? extends Decorated> methods) {
    Map<String, List<Decorated>> byKey = new HashMap<>();
    for (Decorated one : methods) {
      byKey.computeIfAbsent(key(one.method()), key -> new ArrayList<>()).add(one);
    }
    return with(byKey);
  }

  /** The bytes with one advice on every method that is meant. */
  byte[] with(MethodVisitorWrapper advice, Predicate<MethodDescription> meant) {
    List<Decorated> methods = new ArrayList<>();
    for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
      if (meant.test(method)) {
        methods.add(new Plain(method, advice));
      }
    }
    return with(methods);
  }

  private record Plain(MethodDescription.InDefinedShape method, MethodVisitorWrapper advice)
      implements Decorated {}

  /** The advice writes the frames and the sizes of the stack itself, so nothing is computed. */
  private byte[] with(Map<String, List<Decorated>> byKey) {
    AsmClassReader reader = AsmClassReader.Factory.Default.IMPLICIT.make(bytes);
    AsmClassWriter writer =
        AsmClassWriter.Factory.Default.IMPLICIT.make(AsmVisitorWrapper.NO_FLAGS, reader, pool);
    ClassFileVersion version = ClassFileVersion.ofClassFile(bytes);
    Implementation.Context context =
        Implementation.Context.Disabled.Factory.INSTANCE.make(
            type,
            NO_NAMES,
            TypeInitializer.None.INSTANCE,
            version,
            version,
            version.isAtLeast(ClassFileVersion.JAVA_V6)
                ? FrameGeneration.GENERATE
                : FrameGeneration.DISABLED);
    reader.accept(new Decorating(writer.getVisitor(), byKey, context), AsmVisitorWrapper.NO_FLAGS);
    return writer.getBinaryRepresentation();
  }

  private final class Decorating extends ClassVisitor {
    private final Map<String, List<Decorated>> byKey;
    private final Implementation.Context context;

    Decorating(
        ClassVisitor visitor, Map<String, List<Decorated>> byKey, Implementation.Context context) {
      super(OpenedClassReader.ASM_API, visitor);
      this.byKey = byKey;
      this.context = context;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor wrapped = super.visitMethod(access, name, descriptor, signature, exceptions);
      for (Decorated one : byKey.getOrDefault(name + descriptor, List.of())) {
        wrapped =
            one.advice()
                .wrap(
                    type,
                    one.method(),
                    wrapped,
                    context,
                    pool,
                    AsmVisitorWrapper.NO_FLAGS,
                    AsmVisitorWrapper.NO_FLAGS);
      }
      return wrapped;
    }
  }

  static String key(MethodDescription method) {
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
