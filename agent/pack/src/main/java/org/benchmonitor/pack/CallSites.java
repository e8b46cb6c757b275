package org.benchmonitor.pack;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Replaces call sites that the JVM would link by calls of static methods of the same type. */
abstract class CallSites extends ClassVisitor {
  /** A static method; the owner by its internal name. */
  record Replacement(String owner, String method) {}

  CallSites(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /**
   * What is called instead, or null if the call site stays.
   *
   * @param called the name that the compiler gave it
   * @param site the type of the call
   */
  abstract @Nullable Replacement replacement(
      String called, String site, Handle bootstrap, Object[] arguments);

  @Override
  public final MethodVisitor visitMethod(
      int access,
      String method,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new MethodVisitor(
        Opcodes.ASM9, super.visitMethod(access, method, descriptor, signature, exceptions)) {
      @Override
      public void visitInvokeDynamicInsn(
          String called, String site, Handle bootstrap, Object... arguments) {
        Replacement instead = replacement(called, site, bootstrap, arguments);
        if (instead == null) {
          super.visitInvokeDynamicInsn(called, site, bootstrap, arguments);
        } else {
          super.visitMethodInsn(Opcodes.INVOKESTATIC, instead.owner, instead.method, site, false);
        }
      }
    };
  }
}
