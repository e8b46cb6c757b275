package org.benchmonitor.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Turns lambdas and method references into ordinary classes.
 *
 * <p>The JVM makes the class of a lambda when it first gets there, with a class writer and a chain
 * of method handles that it has to load, to interpret and to compile before. That is a tenth of a
 * second of CPU for an agent that has just come into a host. A class that the build has made costs
 * as much as any other class.
 *
 * <p>The class of a lambda belongs to the nest of the class that it was in, so the method with the
 * lambda's body stays private. Serializable lambdas stay as they are.
 */
public final class LambdaClasses {
  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

  /** The flags of {@code LambdaMetafactory.altMetafactory}. */
  private static final int SERIALIZABLE = 1;

  private static final int MARKERS = 2;
  private static final int BRIDGES = 4;

  /** The new classes and the changed ones. */
  private final SortedMap<String, byte[]> classes = new TreeMap<>();

  /** For each host of a nest the members that it got. */
  private final Map<String, List<String>> members = new TreeMap<>();

  private LambdaClasses() {}

  /**
   * Turns all lambdas of some classes.
   *
   * @param classFiles by internal name; must have the host of each one's nest
   * @return these classes and the new ones, by internal name
   */
  public static SortedMap<String, byte[]> of(Map<String, byte[]> classFiles) {
    LambdaClasses made = new LambdaClasses();
    made.classes.putAll(classFiles);
    classFiles.forEach(made::turn);
    made.members.forEach(made::join);
    return made.classes;
  }

  private void turn(String name, byte[] file) {
    ClassReader reader = new ClassReader(file);
    // Older class files have no nests.
    if (reader.readUnsignedShort(6) < Opcodes.V11) {
      return;
    }
    // A pool of its own: what only the call sites needed goes.
    ClassWriter writer = new ClassWriter(0);
    Turning turning = new Turning(writer, name);
    reader.accept(turning, 0);
    if (turning.count > 0) {
      classes.put(name, writer.toByteArray());
    }
  }

  private void join(String host, List<String> joining) {
    ClassReader reader = new ClassReader(classes.get(host));
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visitEnd() {
            joining.forEach(writer::visitNestMember);
            super.visitEnd();
          }
        },
        0);
    classes.put(host, writer.toByteArray());
  }

  /** Replaces the call sites of one class. */
  private final class Turning extends CallSites {
    private final String name;
    private String nestHost;
    private int count;

    Turning(ClassVisitor next, String name) {
      super(next);
      this.name = name;
      this.nestHost = name;
    }

    @Override
    public void visitNestHost(String host) {
      nestHost = host;
      super.visitNestHost(host);
    }

    @Override
    @Nullable Replacement replacement(
        String called, String site, Handle bootstrap, Object[] arguments) {
      Lambda lambda = lambda(called, site, bootstrap, arguments);
      if (lambda == null) {
        return null;
      }
      count++;
      String made = name + "$$Lambda" + count;
      classes.put(made, lambda.classFile(made, nestHost));
      members.computeIfAbsent(nestHost, host -> new ArrayList<>()).add(made);
      return new Replacement(made, Lambda.MAKE);
    }
  }

  private static @Nullable Lambda lambda(
      String called, String site, Handle bootstrap, Object[] arguments) {
    if (!bootstrap.getOwner().equals(METAFACTORY)) {
      return null;
    }
    List<String> interfaces = new ArrayList<>();
    List<String> methods = new ArrayList<>();
    interfaces.add(Type.getReturnType(site).getInternalName());
    methods.add(((Type) arguments[0]).getDescriptor());
    if (bootstrap.getName().equals("altMetafactory")) {
      int flags = (int) arguments[3];
      if ((flags & SERIALIZABLE) != 0) {
        return null;
      }
      int next = 4;
      if ((flags & MARKERS) != 0) {
        int number = (int) arguments[next++];
        for (int i = 0; i < number; i++) {
          interfaces.add(((Type) arguments[next++]).getInternalName());
        }
      }
      if ((flags & BRIDGES) != 0) {
        int number = (int) arguments[next++];
        for (int i = 0; i < number; i++) {
          methods.add(((Type) arguments[next++]).getDescriptor());
        }
      }
    }
    return new Lambda(
        interfaces,
        called,
        methods,
        List.of(Type.getArgumentTypes(site)),
        (Handle) arguments[1],
        (Type) arguments[2]);
  }
}
