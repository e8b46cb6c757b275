package org.benchmonitor.instrument;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to say of a type that a pattern names and that does not declare the method: most often it
 * inherits it, and only the class that declares a method has bytecode to instrument.
 *
 * <p>One use, by one thread, which may be loading the type: all is read from class files.
 */
final class Undeclared {
  private final OperationPattern pattern;
  private final @Nullable ClassLoader loader;
  private final Deque<String> ahead = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private @Nullable String withoutBody;
  private @Nullable String unread;

  Undeclared(OperationPattern pattern, @Nullable ClassLoader loader) {
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
    String undeclared = "it has no method " + method;
    if (withoutBody != null) {
      String name = withoutBody.replace('/', '.');
      return undeclared + " with a body: name " + name + "+#" + method + " for its implementors";
    }
    return unread == null
        ? undeclared
        : undeclared + " of its own, and there is no class file of " + unread.replace('/', '.');
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
      addParents(header);
    }
    return null;
  }

  /** All super classes come before any interface. */
  private void addParents(ClassHeader type) {
    List<String> parents = type.parents();
    for (int i = 0; i < parents.size(); i++) {
      String parent = parents.get(i);
      if (seen.add(parent)) {
        if (i == 0) {
          ahead.addFirst(parent);
        } else {
          ahead.addLast(parent);
        }
      }
    }
  }

  private ClassHeader.@Nullable Method declared(ClassHeader header) {
    for (ClassHeader.Method method : header.methods()) {
      if (!method.isPrivate()
          && pattern.methods().matches(method.name())
          && hasTypes(method.descriptor())) {
        return method;
      }
    }
    return null;
  }

  private boolean hasTypes(String descriptor) {
    List<String> types = pattern.parameterTypes();
    return types == null || types.equals(Signature.parameterTypes(descriptor));
  }
}
