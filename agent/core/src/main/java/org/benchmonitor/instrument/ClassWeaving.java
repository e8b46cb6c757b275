package org.benchmonitor.instrument;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.Site;
import org.jspecify.annotations.Nullable;

/**
 * The instrumentation of one class with Byte Buddy; one thread.
 *
 * <p>How a class is changed is {@link Decoration}'s.
 */
final class ClassWeaving {
  private static final String CONSTRUCTOR =
      "constructors cannot be operations: one that throws cannot be timed; name a factory method";

  // HotSpot's HugeMethodLimit: it never compiles a longer method.
  private static final int LONGEST_COMPILED = 8_000;
  // More than any advice adds; a test holds that.
  static final int MOST_ADDED = 160;

  private final Recording recording;
  private final List<Matches> operations;
  private final @Nullable Matches session;
  private final List<Woven> woven = new ArrayList<>();

  /** A method that gets advice. */
  private record Woven(Matches matches, MethodDescription.InDefinedShape method, Site site) {}

  ClassWeaving(Recording recording, List<Matches> operations, @Nullable Matches session) {
    this.recording = recording;
    this.operations = operations;
    this.session = session;
  }

  /** Goes the whole way once, with a class of our own. */
  static void warmUp() {
    TypeDescription type = TypeDescription.ForLoadedType.of(WarmUp.class);
    Decoration.byteBuddy()
        .decorate(type, ClassFileLocator.ForClassLoader.of(ClassWeaving.class.getClassLoader()))
        .visit(
            new AsmVisitorWrapper.ForDeclaredMethods()
                .method(method -> method.isMethod(), AdviceChoice.plain(0)))
        .make();
  }

  /** Never called; only instrumented. */
  private static final class WarmUp {
    private WarmUp() {}

    @SuppressWarnings("UnusedMethod") // its bytecode is what is wanted
    static int nothing(int value) {
      return value;
    }
  }

  byte @Nullable [] weave(@Nullable ClassLoader loader, String className, byte[] bytes) {
    Decoration decoration = new Decoration(loader, className, bytes);
    TypeDescription type = decoration.type();
    Map<String, Integer> lengths = new ClassHeader(bytes).codeLengths();
    List<AsmVisitorWrapper> visitors = visitors(type, lengths);
    if (visitors.isEmpty()) {
      return null;
    }
    byte[] result = decoration.with(new AsmVisitorWrapper.Compound(visitors));
    report(type, lengths, new ClassHeader(result).codeLengths());
    return result;
  }

  private void report(
      TypeDescription type, Map<String, Integer> before, Map<String, Integer> after) {
    for (Woven one : woven) {
      String key = key(one.method);
      one.matches.matched(
          type.getName(),
          signature(one.method),
          one.site,
          new Matches.CodeSize(before.getOrDefault(key, 0), after.getOrDefault(key, 0)));
    }
  }

  private static String key(MethodDescription.InDefinedShape method) {
    return method.getInternalName() + method.getDescriptor();
  }

  /** Why instrumenting a method of this length would keep HotSpot from compiling it, or null. */
  private static @Nullable String tooLong(int length) {
    return length <= LONGEST_COMPILED && length + MOST_ADDED > LONGEST_COMPILED
        ? "its "
            + length
            + " bytes of bytecode, instrumented, would be above the "
            + LONGEST_COMPILED
            + " that HotSpot compiles; name a method that it calls, or that calls it"
        : null;
  }

  private List<AsmVisitorWrapper> visitors(TypeDescription type, Map<String, Integer> lengths) {
    List<AsmVisitorWrapper> visitors = new ArrayList<>();
    Set<MethodDescription> taken = new HashSet<>();
    if (session != null) {
      for (MethodDescription.InDefinedShape method : matching(type, session)) {
        visitors.add(on(method, AdviceChoice.session()));
      }
    }
    for (Matches matches : operations) {
      for (MethodDescription.InDefinedShape method : matching(type, matches)) {
        if (!taken.add(method)) {
          matches.failed(type.getName(), signature(method), "an earlier pattern has it already");
          continue;
        }
        String problem = AdviceChoice.problem(matches.pattern(), method);
        if (problem == null) {
          problem = tooLong(lengths.getOrDefault(key(method), 0));
        }
        if (problem != null) {
          matches.failed(type.getName(), signature(method), problem);
        } else {
          Site site = site(matches, method);
          woven.add(new Woven(matches, method, site));
          visitors.add(on(method, AdviceChoice.operation(matches.pattern(), method, site.id())));
        }
      }
    }
    return visitors;
  }

  private static AsmVisitorWrapper on(
      MethodDescription.InDefinedShape method,
      AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper advice) {
    return new AsmVisitorWrapper.ForDeclaredMethods().method(method::equals, advice);
  }

  /** A class that is woven again, by a retransformation, keeps its sites. */
  private Site site(Matches matches, MethodDescription.InDefinedShape method) {
    String className = method.getDeclaringType().asErasure().getName();
    Site known = matches.siteOf(className, signature(method));
    if (known != null) {
      return known;
    }
    OperationPattern pattern = matches.pattern();
    if (pattern.nameArgument() >= 0) {
      return recording.addNamedSite(matches.names(recording), pattern.rule());
    }
    String name = pattern.name() != null ? pattern.name() : method.getName();
    return recording.addSite(name, pattern.rule());
  }

  /** The methods of the type that the pattern means and that have a body to instrument. */
  private static List<MethodDescription.InDefinedShape> matching(
      TypeDescription type, Matches matches) {
    List<MethodDescription.InDefinedShape> found = new ArrayList<>();
    OperationPattern pattern = matches.pattern();
    for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
      if (!isMeant(pattern, method)) {
        continue;
      }
      if (method.isConstructor()) {
        matches.failed(type.getName(), signature(method), CONSTRUCTOR);
      } else if (method.isAbstract() || method.isNative()) {
        matches.failed(
            type.getName(),
            signature(method),
            method.isAbstract()
                ? "abstract: only methods with a body are instrumented; use Type+ for its"
                    + " implementors"
                : "native methods have no bytecode");
      } else {
        found.add(method);
      }
    }
    return found;
  }

  private static boolean isMeant(
      OperationPattern pattern, MethodDescription.InDefinedShape method) {
    // A bridge calls the method that it bridges to; lambdas' bodies are nobody's operations.
    if (method.isBridge() || method.isSynthetic() || method.isTypeInitializer()) {
      return false;
    }
    if (pattern.type().kind() == TypePattern.Kind.ANNOTATED) {
      return method.getDeclaredAnnotations().stream()
          .anyMatch(
              annotation -> annotation.getAnnotationType().getName().equals(pattern.type().name()));
    }
    if (method.isConstructor()) {
      return pattern.methods().isLiteral()
          && (pattern.methods().matches("<init>")
              || pattern.methods().matches(method.getDeclaringType().asErasure().getSimpleName()));
    }
    return pattern.methods().matches(method.getName()) && hasTypes(pattern, method);
  }

  private static boolean hasTypes(
      OperationPattern pattern, MethodDescription.InDefinedShape method) {
    List<String> types = pattern.parameterTypes();
    return types == null || types.equals(parameterTypes(method));
  }

  private static List<String> parameterTypes(MethodDescription.InDefinedShape method) {
    List<String> names = new ArrayList<>();
    for (ParameterDescription.InDefinedShape parameter : method.getParameters()) {
      names.add(parameter.getType().asErasure().getActualName());
    }
    return names;
  }

  static String signature(MethodDescription.InDefinedShape method) {
    String name =
        method.isConstructor() ? method.getDeclaringType().getSimpleName() : method.getName();
    return name + "(" + String.join(",", parameterTypes(method)) + ")";
  }
}
