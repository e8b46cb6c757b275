package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.benchmonitor.setup.pattern.OperationPattern;
import org.benchmonitor.setup.pattern.TypePattern;
import org.jspecify.annotations.Nullable;

/** Finds the methods of one class that a pattern matches; one thread. */
final class MatchingMethods {
  private final TypeDescription type;
  private final byte[] bytes;
  private @Nullable Map<String, Set<String>> annotated;

  MatchingMethods(TypeDescription type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  String className() {
    return type.getName();
  }

  /**
   * The methods that a pattern means, whether they can be instrumented or not.
   *
   * <p>What the compiler has added is nobody's operation, unless it is named: a bridge calls the
   * method that it bridges to, and the wildcard that finds one would find the other. A name that
   * means one that was written means that alone.
   */
  List<MethodDescription.InDefinedShape> of(OperationPattern pattern) {
    List<MethodDescription.InDefinedShape> written = new ArrayList<>();
    List<MethodDescription.InDefinedShape> added = new ArrayList<>();
    for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
      if (isMeant(pattern, method)) {
        (method.isSynthetic() || method.isBridge() ? added : written).add(method);
      }
    }
    return written.isEmpty() && isByName(pattern) ? added : written;
  }

  private static boolean isByName(OperationPattern pattern) {
    return pattern.type().kind() != TypePattern.Kind.ANNOTATED && pattern.methods().isLiteral();
  }

  private boolean isMeant(OperationPattern pattern, MethodDescription.InDefinedShape method) {
    if (pattern.type().kind() == TypePattern.Kind.ANNOTATED) {
      return annotations()
          .getOrDefault(method.getInternalName() + method.getDescriptor(), Set.of())
          .contains(pattern.type().descriptor());
    }
    if (method.isConstructor()) {
      return pattern.methods().isLiteral()
          && (pattern.methods().matches("<init>")
              || pattern.methods().matches(Signature.simpleName(type.getName())));
    }
    return pattern.methods().matches(method.getName()) && hasTypes(pattern, method);
  }

  private static boolean hasTypes(
      OperationPattern pattern, MethodDescription.InDefinedShape method) {
    List<String> types = pattern.parameterTypes();
    return types == null || types.equals(Signature.parameterTypes(method));
  }

  /**
   * The descriptors of each method's annotations. Not asked of Byte Buddy, which leaves out those
   * whose types are not there; the JVM runs such a class all the same.
   */
  private Map<String, Set<String>> annotations() {
    Map<String, Set<String>> known = annotated;
    if (known == null) {
      known = new HashMap<>();
      OpenedClassReader.of(bytes)
          .accept(
              new Reader(known),
              ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      annotated = known;
    }
    return known;
  }

  private static final class Reader extends ClassVisitor {
    private final Map<String, Set<String>> into;

    Reader(Map<String, Set<String>> into) {
      super(OpenedClassReader.ASM_API);
      this.into = into;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      Set<String> annotations = into.computeIfAbsent(name + descriptor, key -> new HashSet<>());
      return new MethodVisitor(OpenedClassReader.ASM_API) {
        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
          annotations.add(annotation);
          return null;
        }
      };
    }
  }
}
