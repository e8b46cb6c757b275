package org.benchmonitor.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Turns what the compiler leaves to {@code ObjectMethods} into ordinary methods: {@code equals},
 * {@code hashCode} and {@code toString} of records.
 *
 * <p>The JVM makes those at their first call, from a chain of method handles. Besides the cost, its
 * own handles remember the last type they were adapted to by a soft reference. One comparison of
 * two records so keeps the agent's class loader, and all that it loaded, in a host that the agent
 * has left.
 */
final class RecordMethods {
  private static final String OBJECT_METHODS = "java/lang/runtime/ObjectMethods";

  /** Before the name of the method that calls it; nothing that is compiled has such a name. */
  private static final String PREFIX = "record$";

  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String BUILDER = "java/lang/StringBuilder";

  private RecordMethods() {}

  /** The class files with the methods of their records in them, by internal name. */
  static SortedMap<String, byte[]> of(SortedMap<String, byte[]> classFiles) {
    SortedMap<String, byte[]> made = new TreeMap<>(classFiles);
    made.replaceAll((name, file) -> turned(file));
    return made;
  }

  private static byte[] turned(byte[] file) {
    ClassReader reader = new ClassReader(file);
    if (!"java/lang/Record".equals(reader.getSuperName())) {
      return file;
    }
    // A pool of its own: what only the call sites needed goes.
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    reader.accept(new Turning(writer), 0);
    return writer.toByteArray();
  }

  private static final class Turning extends CallSites {
    private final List<Made> made = new ArrayList<>();

    Turning(ClassVisitor next) {
      super(next);
    }

    @Override
    @Nullable Replacement replacement(
        String called, String site, Handle bootstrap, Object[] arguments) {
      if (!bootstrap.getOwner().equals(OBJECT_METHODS)) {
        return null;
      }
      Made one = new Made(called, site, arguments);
      made.add(one);
      return new Replacement(one.owner, PREFIX + called);
    }

    @Override
    public void visitEnd() {
      made.forEach(one -> one.writeTo(cv));
      super.visitEnd();
    }
  }

  /** One of the three methods of a record, as the compiler describes it. */
  private static final class Made {
    private final String name;
    private final String descriptor;
    private final String owner;
    private final List<Handle> components;

    Made(String name, String descriptor, Object[] arguments) {
      this.name = name;
      this.descriptor = descriptor;
      this.owner = ((Type) arguments[0]).getInternalName();
      // The names of the components are in the second.
      this.components = Arrays.stream(arguments).skip(2).map(Handle.class::cast).toList();
    }

    void writeTo(ClassVisitor type) {
      MethodVisitor code =
          type.visitMethod(
              Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
              PREFIX + name,
              descriptor,
              null,
              null);
      code.visitCode();
      switch (name) {
        case "equals" -> writeEquals(code);
        case "hashCode" -> writeHashCode(code);
        case "toString" -> writeToString(code);
        default -> throw new IllegalArgumentException("no method of a record: " + name);
      }
      code.visitMaxs(0, 0);
      code.visitEnd();
    }

    private void writeEquals(MethodVisitor code) {
      Label other = new Label();
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitTypeInsn(Opcodes.INSTANCEOF, owner);
      code.visitJumpInsn(Opcodes.IFEQ, other);
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitTypeInsn(Opcodes.CHECKCAST, owner);
      code.visitVarInsn(Opcodes.ASTORE, 2);
      for (Handle component : components) {
        read(code, 0, component);
        read(code, 2, component);
        Type type = Type.getType(component.getDesc());
        switch (type.getSort()) {
          case Type.OBJECT, Type.ARRAY -> {
            call(code, "java/util/Objects", "equals", "(" + OBJECT + OBJECT + ")Z");
            code.visitJumpInsn(Opcodes.IFEQ, other);
          }
          default -> {
            String both = type.getDescriptor() + type.getDescriptor();
            call(code, wrapper(type), "compare", "(" + both + ")I");
            code.visitJumpInsn(Opcodes.IFNE, other);
          }
        }
      }
      code.visitInsn(Opcodes.ICONST_1);
      code.visitInsn(Opcodes.IRETURN);
      code.visitLabel(other);
      code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
      code.visitInsn(Opcodes.ICONST_0);
      code.visitInsn(Opcodes.IRETURN);
    }

    private void writeHashCode(MethodVisitor code) {
      code.visitInsn(Opcodes.ICONST_0);
      for (Handle component : components) {
        code.visitIntInsn(Opcodes.BIPUSH, 31);
        code.visitInsn(Opcodes.IMUL);
        read(code, 0, component);
        Type type = Type.getType(component.getDesc());
        switch (type.getSort()) {
          case Type.OBJECT, Type.ARRAY ->
              call(code, "java/util/Objects", "hashCode", "(" + OBJECT + ")I");
          default -> call(code, wrapper(type), "hashCode", "(" + type.getDescriptor() + ")I");
        }
        code.visitInsn(Opcodes.IADD);
      }
      code.visitInsn(Opcodes.IRETURN);
    }

    private void writeToString(MethodVisitor code) {
      code.visitTypeInsn(Opcodes.NEW, BUILDER);
      code.visitInsn(Opcodes.DUP);
      code.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "()V", false);
      code.visitLdcInsn(Type.getObjectType(owner));
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, "java/lang/Class", "getSimpleName", "()Ljava/lang/String;", false);
      append(code, "Ljava/lang/String;");
      String between = "[";
      for (Handle component : components) {
        code.visitLdcInsn(between + component.getName() + "=");
        append(code, "Ljava/lang/String;");
        read(code, 0, component);
        append(code, appended(Type.getType(component.getDesc())));
        between = ", ";
      }
      code.visitLdcInsn(components.isEmpty() ? "[]" : "]");
      append(code, "Ljava/lang/String;");
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;", false);
      code.visitInsn(Opcodes.ARETURN);
    }

    private void read(MethodVisitor code, int local, Handle component) {
      code.visitVarInsn(Opcodes.ALOAD, local);
      code.visitFieldInsn(Opcodes.GETFIELD, owner, component.getName(), component.getDesc());
    }

    private static void call(MethodVisitor code, String owner, String method, String descriptor) {
      code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, descriptor, false);
    }

    private static void append(MethodVisitor code, String type) {
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, BUILDER, "append", "(" + type + ")L" + BUILDER + ";", false);
    }

    /** What the builder takes: any object, and the primitive types but the two smallest. */
    private static String appended(Type type) {
      return switch (type.getSort()) {
        case Type.OBJECT, Type.ARRAY -> OBJECT;
        case Type.BYTE, Type.SHORT -> "I";
        default -> type.getDescriptor();
      };
    }

    private static String wrapper(Type primitive) {
      return switch (primitive.getSort()) {
        case Type.BOOLEAN -> "java/lang/Boolean";
        case Type.CHAR -> "java/lang/Character";
        case Type.BYTE -> "java/lang/Byte";
        case Type.SHORT -> "java/lang/Short";
        case Type.INT -> "java/lang/Integer";
        case Type.LONG -> "java/lang/Long";
        case Type.FLOAT -> "java/lang/Float";
        case Type.DOUBLE -> "java/lang/Double";
        default -> throw new IllegalArgumentException("no component: " + primitive);
      };
    }
  }
}
