package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.jar.asm.Type;

/** How methods are written, by their descriptors alone: their types may not be there. */
final class Signature {
  private Signature() {}

  /** The name and parameter types, as a pattern would name the method. */
  static String of(MethodDescription.InDefinedShape method) {
    String name =
        method.isConstructor()
            ? simpleName(method.getDeclaringType().asErasure().getName())
            : method.getInternalName();
    return name + "(" + String.join(",", parameterTypes(method)) + ")";
  }

  static List<String> parameterTypes(MethodDescription.InDefinedShape method) {
    return parameterTypes(method.getDescriptor());
  }

  /** The last part of a type's binary name, without asking its outer class. */
  static String simpleName(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  /** As binary names, arrays with brackets behind. */
  static List<String> parameterTypes(String descriptor) {
    List<String> names = new ArrayList<>();
    for (Type type : Type.getArgumentTypes(descriptor)) {
      names.add(type.getClassName());
    }
    return names;
  }
}
