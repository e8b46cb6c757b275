package org.benchmonitor.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.IdentityHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.benchmonitor.bootstrap.CallbackUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read in a class file of the ways to tell a callback from what stands in for it. */
@SuppressWarnings({
  "UnusedMethod",
  "ReferenceEquality",
  "UnusedVariable",
  "SynchronizeOnNonFinalField"
})
class CallbackScanTest {
  /** A callback that can be known by its class. */
  static class Known implements Runnable {
    static final Known ONLY = new Known();

    @Override
    public void run() {}
  }

  enum State {
    OPEN,
    CLOSED
  }

  /** Each method a way to recognise the callback, or none. */
  static class Receivers {
    private static Runnable last;
    private State state = State.OPEN;

    static void only(Runnable callback) {
      callback.run();
    }

    void constants(Runnable callback) {
      if (state == State.CLOSED) {
        throw new IllegalStateException();
      }
      callback.run();
    }

    boolean compares(Runnable callback, Runnable other) {
      return callback == other;
    }

    boolean fields(Object callback) {
      return callback == last;
    }

    String names(Runnable callback) {
      return callback.getClass().getName();
    }

    int hashes(Runnable callback) {
      return System.identityHashCode(callback);
    }

    Object maps(Runnable callback) {
      return new IdentityHashMap<>().put(callback, callback);
    }

    void locks(Runnable callback) {
      synchronized (callback) {
        callback.run();
      }
    }

    /** Deals with something else. */
    boolean others(String one, String other) {
      return one == other;
    }
  }

  /** Casts in another method than the one that is given the callback. */
  static class Caster {
    static void send(Runnable callback) {
      callback.run();
    }

    static int cast(Object any) {
      return any instanceof Known ? 1 : Integer.class.isInstance(any) ? 2 : 3;
    }

    static boolean compare(Object any) {
      return Known.ONLY == any || any == State.OPEN;
    }
  }

  private static CallbackUse scan(Class<?> type, String method) throws IOException {
    String descriptor =
        Arrays.stream(type.getDeclaredMethods())
            .filter(one -> one.getName().equals(method))
            .map(Type::getMethodDescriptor)
            .findFirst()
            .orElseThrow();
    String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return CallbackScan.of(in.readAllBytes(), method, descriptor, "java.lang.Runnable", "run");
    }
  }

  /** The class that has this method alone would be seen as the method is. */
  private static String identity(String method) throws IOException {
    return new MethodAlone(method).scan();
  }

  /** Leaves all other methods out of the class. */
  private record MethodAlone(String method) {
    String scan() throws IOException {
      String file = "CallbackScanTest$Receivers.class";
      try (InputStream in = CallbackScanTest.class.getResourceAsStream(file)) {
        ClassReader reader = new ClassReader(in.readAllBytes());
        ClassWriter writer = new ClassWriter(0);
        String[] descriptor = new String[1];
        reader.accept(
            new ClassVisitor(OpenedClassReader.ASM_API, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String its, String signature, String[] exceptions) {
                if (!name.equals(method)) {
                  return null;
                }
                descriptor[0] = its;
                return super.visitMethod(access, name, its, signature, exceptions);
              }
            },
            0);
        return CallbackScan.of(
                writer.toByteArray(), method, descriptor[0], "java.lang.Runnable", null)
            .identity();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "only,      -",
        "constants, -",
        "compares,  its method compares compares references",
        "fields,    its method fields compares references",
        "names,     its method names asks for a class",
        "hashes,    its method hashes asks for an identity",
        "maps,      its method maps asks for an identity",
        "locks,     its method locks takes a monitor",
      })
  void whatLooksAtTheIdentityIsSaid(String method, String identity) throws IOException {
    assertThat(identity(method)).isEqualTo(identity);
  }

  @Test
  void otherMethodsCountWhereTheyAreGivenTheCallbacksType() throws IOException {
    assertThat(scan(Receivers.class, "only").identity()).isNotNull();
    assertThat(scan(Caster.class, "send").identity()).isNull();
  }

  @Test
  void castsOfTheWholeClassAreListed() throws IOException {
    CallbackUse use = scan(Caster.class, "send");
    assertThat(use.completing()).isEqualTo("run");
    assertThat(use.casts())
        .contains(Known.class.getName(), "java.lang.Integer")
        .contains(State.class.getName());
  }

  @Test
  void aComparisonWithAFieldIsOneWithItsType() throws IOException {
    assertThat(scan(Receivers.class, "constants").casts()).contains(State.class.getName());
  }
}
