package org.benchmonitor.pack;

import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What the Java language converts between the arguments of a lambda and those of its body. */
final class Conversion {
  private static final Map<Integer, String> WRAPPERS =
      Map.of(
          Type.BOOLEAN, "java/lang/Boolean",
          Type.CHAR, "java/lang/Character",
          Type.BYTE, "java/lang/Byte",
          Type.SHORT, "java/lang/Short",
          Type.INT, "java/lang/Integer",
          Type.LONG, "java/lang/Long",
          Type.FLOAT, "java/lang/Float",
          Type.DOUBLE, "java/lang/Double");

  private Conversion() {}

  /**
   * Converts what is on top of the stack.
   *
   * @throws IllegalArgumentException where the language has no such conversion
   */
  static void add(MethodVisitor code, Type from, Type to) {
    if (from.equals(to)) {
      return;
    }
    if (to.getSort() == Type.VOID) {
      code.visitInsn(from.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    } else if (isReference(from)) {
      fromReference(code, from, to);
    } else if (isReference(to)) {
      box(code, from);
    } else {
      widen(code, from, to);
    }
  }

  private static void fromReference(MethodVisitor code, Type from, Type to) {
    if (isReference(to)) {
      cast(code, to);
      return;
    }
    // Of a wrapper its own value, which may be widened; of anything else the wrapper of the target.
    Type value = unwrapped(from, to);
    String wrapper = WRAPPERS.get(value.getSort());
    cast(code, Type.getObjectType(wrapper));
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        wrapper,
        value.getClassName() + "Value",
        Type.getMethodDescriptor(value),
        false);
    add(code, value, to);
  }

  private static Type unwrapped(Type wrapper, Type otherwise) {
    for (Map.Entry<Integer, String> known : WRAPPERS.entrySet()) {
      if (known.getValue().equals(wrapper.getInternalName())) {
        return primitive(known.getKey());
      }
    }
    return otherwise;
  }

  private static Type primitive(int sort) {
    return switch (sort) {
      case Type.BOOLEAN -> Type.BOOLEAN_TYPE;
      case Type.CHAR -> Type.CHAR_TYPE;
      case Type.BYTE -> Type.BYTE_TYPE;
      case Type.SHORT -> Type.SHORT_TYPE;
      case Type.INT -> Type.INT_TYPE;
      case Type.LONG -> Type.LONG_TYPE;
      case Type.FLOAT -> Type.FLOAT_TYPE;
      default -> Type.DOUBLE_TYPE;
    };
  }

  private static void cast(MethodVisitor code, Type to) {
    if (!to.getInternalName().equals("java/lang/Object")) {
      code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
    }
  }

  private static void box(MethodVisitor code, Type from) {
    String wrapper = WRAPPERS.get(from.getSort());
    if (wrapper == null) {
      throw new IllegalArgumentException("no wrapper of " + from);
    }
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        wrapper,
        "valueOf",
        Type.getMethodDescriptor(Type.getObjectType(wrapper), from),
        false);
  }

  private static void widen(MethodVisitor code, Type from, Type to) {
    int instruction =
        switch (from.getSort() * 16 + to.getSort()) {
          case Type.INT * 16 + Type.LONG,
              Type.SHORT * 16 + Type.LONG,
              Type.BYTE * 16 + Type.LONG,
              Type.CHAR * 16 + Type.LONG ->
              Opcodes.I2L;
          case Type.INT * 16 + Type.DOUBLE,
              Type.SHORT * 16 + Type.DOUBLE,
              Type.BYTE * 16 + Type.DOUBLE,
              Type.CHAR * 16 + Type.DOUBLE ->
              Opcodes.I2D;
          case Type.INT * 16 + Type.FLOAT,
              Type.SHORT * 16 + Type.FLOAT,
              Type.BYTE * 16 + Type.FLOAT,
              Type.CHAR * 16 + Type.FLOAT ->
              Opcodes.I2F;
          case Type.LONG * 16 + Type.DOUBLE -> Opcodes.L2D;
          case Type.LONG * 16 + Type.FLOAT -> Opcodes.L2F;
          case Type.FLOAT * 16 + Type.DOUBLE -> Opcodes.F2D;
          case Type.BYTE * 16 + Type.SHORT,
              Type.BYTE * 16 + Type.INT,
              Type.SHORT * 16 + Type.INT,
              Type.CHAR * 16 + Type.INT ->
              Opcodes.NOP;
          default -> throw new IllegalArgumentException("no conversion of " + from + " to " + to);
        };
    if (instruction != Opcodes.NOP) {
      code.visitInsn(instruction);
    }
  }

  private static boolean isReference(Type type) {
    return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
  }
}
