package org.benchmonitor.setup.pattern;

/**
 * The types that a pattern matches.
 *
 * @param name the type's binary name, with wildcards for {@link Kind#WILDCARD}
 */
public record TypePattern(Kind kind, String name, Glob glob) {
  /** How the name is meant. */
  public enum Kind {
    EXACT,
    WILDCARD,
    /** The type, its subtypes and its implementors. */
    SUBTYPES,
    /** Any type that has a method with the annotation of this name. */
    ANNOTATED
  }

  static TypePattern of(Kind kind, String name) {
    return new TypePattern(kind, name, new Glob(name));
  }

  /** The name as class files have it, with slashes. */
  public String internalName() {
    return name.replace('.', '/');
  }

  /** The descriptor of the annotation, as it stands in a class file. */
  public String descriptor() {
    return "L" + internalName() + ";";
  }
}
