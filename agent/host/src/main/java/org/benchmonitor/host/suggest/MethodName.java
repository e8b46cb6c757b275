package org.benchmonitor.host.suggest;

/**
 * A method as a stack names it, which is all of its overloads.
 *
 * @param type the binary name of the class that declares it
 */
record MethodName(String type, String method) {
  /** As an {@code op=} takes it. */
  String pattern() {
    return type + "#" + method;
  }

  /** For people. */
  String shortText() {
    return type.substring(type.lastIndexOf('.') + 1) + "." + method;
  }

  /** Whether both are in one file of source, as far as their names tell. */
  boolean isBesides(MethodName other) {
    return outermost(type).equals(outermost(other.type));
  }

  private static String outermost(String type) {
    int dollar = type.indexOf('$');
    return dollar <= 0 ? type : type.substring(0, dollar);
  }
}
