package org.benchmonitor.host.instrument;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.benchmonitor.setup.pattern.OperationPattern;
import org.jspecify.annotations.Nullable;

/**
 * Explains why a type that a pattern names does not match: it does not declare the method. Most
 * often it inherits the method, and only the class that declares it has bytecode to instrument.
 *
 * <p>Used once, by one thread, which may be loading the type; therefore it reads class files only.
 */
final class UnmatchedReason {
  private static final int MOST_OTHERS = 3;

  private final OperationPattern pattern;
  private final @Nullable ClassLoader loader;
  private final Deque<String> ahead = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private @Nullable String withoutBody;
  private @Nullable String unread;
  private @Nullable String otherTypes;

  UnmatchedReason(OperationPattern pattern, @Nullable ClassLoader loader) {
    this.pattern = pattern;
    this.loader = loader;
  }

  /** Why there is nothing to instrument in the type of this class file. */
  String reason(ClassHeader type) {
    String method = pattern.methods().toString();
    String declaring = declaringAbove(type);
    if (declaring != null) {
      String name = declaring.replace('/', '.');
      String where = "it inherits " + method + " from " + name;
      return JdkClasses.isOfBase(declaring)
          ? where + ", a class of java.base: name a method that calls it"
          : where + ": name " + name + "#" + method;
    }
    String ofItsOwn = reasonOfItsOwn(type);
    if (ofItsOwn != null) {
      return ofItsOwn;
    }
    String undeclared = "it has no method " + method;
    if (withoutBody != null) {
      String name = withoutBody.replace('/', '.');
      return undeclared + " with a body: name " + name + "+#" + method + " for its implementors";
    }
    if (otherTypes != null) {
      return otherTypes;
    }
    return unread == null
        ? undeclared
        : undeclared + " of its own, and there is no class file of " + unread.replace('/', '.');
  }

  /** What the type's own methods tell, or null. */
  private @Nullable String reasonOfItsOwn(ClassHeader type) {
    for (ClassHeader.Method method : type.methods()) {
      if (pattern.parameterTypes() != null && pattern.text().endsWith("#" + method.name())) {
        return "it has a method of exactly this name: write () or the parameter types after it";
      }
      if (method.isSynthetic() && isNamed(method) && hasTypes(method)) {
        return "it matches only compiler-generated methods; name one literally, such as "
            + method.name();
      }
    }
    return otherTypes(type.methods(), "it has ");
  }

  /** The methods of this name, where only their parameter types are others, or null. */
  private @Nullable String otherTypes(List<ClassHeader.Method> methods, String has) {
    Set<String> others = new LinkedHashSet<>();
    for (ClassHeader.Method method : methods) {
      if (others.size() < MOST_OTHERS && isMeant(method) && !hasTypes(method)) {
        others.add(signature(method.name(), Signature.parameterTypes(method.descriptor())));
      }
    }
    List<String> wanted = pattern.parameterTypes();
    return others.isEmpty() || wanted == null
        ? null
        : has
            + String.join(" and ", others)
            + ", not "
            + signature(pattern.methods().toString(), wanted);
  }

  private static String signature(String name, List<String> types) {
    return name + "(" + String.join(",", types) + ")";
  }

  /**
   * The type above that has the method with a body, or null; in the order in which the JVM looks.
   */
  private @Nullable String declaringAbove(ClassHeader type) {
    addParents(type);
    while (!ahead.isEmpty()) {
      String parent = ahead.remove();
      ClassHeader header = ClassFiles.header(parent, loader);
      if (header == null) {
        unread = unread == null ? parent : unread;
        continue;
      }
      ClassHeader.Method declared = declared(header);
      if (declared != null && !declared.isAbstract()) {
        return parent;
      }
      withoutBody = declared != null && withoutBody == null ? parent : withoutBody;
      if (otherTypes == null) {
        String from = "it inherits from " + parent.replace('/', '.') + " ";
        otherTypes = otherTypes(inherited(header), from);
      }
      addParents(header);
    }
    return null;
  }

  /** All super classes come before any interface. */
  private void addParents(ClassHeader type) {
    List<String> parents = type.parents();
    for (int i = 0; i < parents.size(); i++) {
      String parent = parents.get(i);
      if (isOfInterest(parent) && seen.add(parent)) {
        if (i == 0) {
          ahead.addFirst(parent);
        } else {
          ahead.addLast(parent);
        }
      }
    }
  }

  /** A wildcard is not meant for what every class has. */
  private boolean isOfInterest(String parent) {
    return pattern.methods().isLiteral() || !JdkClasses.isOfBase(parent);
  }

  private ClassHeader.@Nullable Method declared(ClassHeader header) {
    for (ClassHeader.Method method : inherited(header)) {
      if (isMeant(method) && hasTypes(method)) {
        return method;
      }
    }
    return null;
  }

  private static List<ClassHeader.Method> inherited(ClassHeader header) {
    List<ClassHeader.Method> inherited = new ArrayList<>(header.methods());
    inherited.removeIf(ClassHeader.Method::isPrivate);
    return inherited;
  }

  private boolean isNamed(ClassHeader.Method method) {
    return method.name().charAt(0) != '<' && pattern.methods().matches(method.name());
  }

  /** A wildcard means only what was written. */
  private boolean isMeant(ClassHeader.Method method) {
    return isNamed(method) && (pattern.methods().isLiteral() || !method.isSynthetic());
  }

  private boolean hasTypes(ClassHeader.Method method) {
    List<String> types = pattern.parameterTypes();
    return types == null || types.equals(Signature.parameterTypes(method.descriptor()));
  }
}
