package org.benchmonitor.pack;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * One lambda or method reference, as the compiler describes it to {@code LambdaMetafactory}.
 *
 * @param interfaces internal names, the functional one first
 * @param method the name of the method that it implements
 * @param descriptors of that method, erased, the bridges' after the first
 * @param captured the types of what the lambda takes along
 * @param body the method that does it
 * @param instantiated the type of the method with what the compiler knows of the type arguments
 */
record Lambda(
    List<String> interfaces,
    String method,
    List<String> descriptors,
    List<Type> captured,
    Handle body,
    Type instantiated) {
  /** The method of the made class that makes the lambda's object from what it takes along. */
  static final String MAKE = "make";

  private static final String INSTANCE = "INSTANCE";
  private static final String CONSTRUCTOR = "<init>";
  private static final int FINAL = Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;

  /** Makes the class; its nest has the host that is named. */
  byte[] classFile(String name, String nestHost) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V17,
        FINAL | Opcodes.ACC_SUPER,
        name,
        null,
        "java/lang/Object",
        interfaces.toArray(new String[0]));
    writer.visitNestHost(nestHost);
    for (int i = 0; i < captured.size(); i++) {
      writer
          .visitField(
              Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL,
              field(i),
              captured.get(i).getDescriptor(),
              null,
              null)
          .visitEnd();
    }
    constructor(writer, name);
    if (captured.isEmpty()) {
      instance(writer, name);
    }
    make(writer, name);
    descriptors.stream().distinct().forEach(descriptor -> implement(writer, name, descriptor));
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static String field(int index) {
    return "captured" + index;
  }

  private String constructorDescriptor() {
    return Type.getMethodDescriptor(Type.VOID_TYPE, captured.toArray(new Type[0]));
  }

  private void constructor(ClassWriter writer, String name) {
    MethodVisitor code = begin(writer, Opcodes.ACC_PRIVATE, CONSTRUCTOR, constructorDescriptor());
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", CONSTRUCTOR, "()V", false);
    int local = 1;
    for (int i = 0; i < captured.size(); i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(captured.get(i).getOpcode(Opcodes.ILOAD), local);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), captured.get(i).getDescriptor());
      local += captured.get(i).getSize();
    }
    end(code, Opcodes.RETURN);
  }

  /** As the JVM does: what takes nothing along is one object. */
  private void instance(ClassWriter writer, String name) {
    String descriptor = "L" + name + ";";
    writer
        .visitField(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL,
            INSTANCE,
            descriptor,
            null,
            null)
        .visitEnd();
    MethodVisitor code = begin(writer, Opcodes.ACC_STATIC, "<clinit>", "()V");
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, CONSTRUCTOR, "()V", false);
    code.visitFieldInsn(Opcodes.PUTSTATIC, name, INSTANCE, descriptor);
    end(code, Opcodes.RETURN);
  }

  private void make(ClassWriter writer, String name) {
    Type made = Type.getObjectType(interfaces.get(0));
    MethodVisitor code =
        begin(
            writer,
            Opcodes.ACC_STATIC,
            MAKE,
            Type.getMethodDescriptor(made, captured.toArray(new Type[0])));
    if (captured.isEmpty()) {
      code.visitFieldInsn(Opcodes.GETSTATIC, name, INSTANCE, "L" + name + ";");
    } else {
      code.visitTypeInsn(Opcodes.NEW, name);
      code.visitInsn(Opcodes.DUP);
      int local = 0;
      for (Type type : captured) {
        code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
        local += type.getSize();
      }
      code.visitMethodInsn(
          Opcodes.INVOKESPECIAL, name, CONSTRUCTOR, constructorDescriptor(), false);
    }
    end(code, Opcodes.ARETURN);
  }

  /** Hands what was taken along and the arguments to the body. */
  private void implement(ClassWriter writer, String name, String descriptor) {
    MethodVisitor code = begin(writer, Opcodes.ACC_PUBLIC, method, descriptor);
    boolean isNew = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (isNew) {
      code.visitTypeInsn(Opcodes.NEW, body.getOwner());
      code.visitInsn(Opcodes.DUP);
    }
    Type[] wanted = bodyParameters();
    for (int i = 0; i < captured.size(); i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name, field(i), captured.get(i).getDescriptor());
      Conversion.add(code, captured.get(i), wanted[i]);
    }
    Type[] given = Type.getArgumentTypes(descriptor);
    Type[] known = instantiated.getArgumentTypes();
    int local = 1;
    for (int i = 0; i < given.length; i++) {
      code.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), local);
      local += given[i].getSize();
      Conversion.add(code, given[i], known[i]);
      Conversion.add(code, known[i], wanted[captured.size() + i]);
    }
    code.visitMethodInsn(
        instruction(), body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
    Type returned =
        isNew ? Type.getObjectType(body.getOwner()) : Type.getReturnType(body.getDesc());
    Conversion.add(code, returned, instantiated.getReturnType());
    Type result = Type.getReturnType(descriptor);
    Conversion.add(code, instantiated.getReturnType(), result);
    end(code, result.getOpcode(Opcodes.IRETURN));
  }

  /** What the body takes, its receiver included. */
  private Type[] bodyParameters() {
    Type[] arguments = Type.getArgumentTypes(body.getDesc());
    if (body.getTag() == Opcodes.H_INVOKESTATIC || body.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
      return arguments;
    }
    Type[] all = new Type[arguments.length + 1];
    all[0] = Type.getObjectType(body.getOwner());
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return all;
  }

  private int instruction() {
    return switch (body.getTag()) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      // A private method of the nest, where older compilers name invokespecial.
      default -> body.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    };
  }

  private static MethodVisitor begin(
      ClassWriter writer, int access, String name, String descriptor) {
    MethodVisitor code = writer.visitMethod(access, name, descriptor, null, null);
    code.visitCode();
    return code;
  }

  private static void end(MethodVisitor code, int instruction) {
    code.visitInsn(instruction);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
