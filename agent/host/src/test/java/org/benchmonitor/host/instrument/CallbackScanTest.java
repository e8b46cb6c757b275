package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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
    private final List<Runnable> callbacks = new ArrayList<>();
    private final Map<Object, Object> named = new HashMap<>();
    private final Object lock = new Object();
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

    boolean equal(Runnable callback, Object other) {
      return callback.equals(other);
    }

    boolean taken(Runnable callback) {
      return callbacks.remove(callback);
    }

    boolean there(Runnable callback) {
      Runnable copy = callback;
      return callbacks.contains(copy);
    }

    void filtered(Runnable callback) {
      callbacks.removeIf(callback::equals);
    }

    boolean swaps(Runnable callback, AtomicReference<Runnable> reference) {
      return reference.compareAndSet(callback, null);
    }

    void locksAnother(Runnable callback) {
      synchronized (callbacks) {
        callbacks.add(callback);
        callbacks.notifyAll();
      }
    }

    void locksObject(Runnable callback) {
      synchronized (lock) {
        callbacks.add(callback);
      }
    }

    Object keys(Runnable callback, Supplier<String> name) {
      String key = name.get();
      callback.run();
      return named.get(key);
    }

    Object finds(Runnable callback, Supplier<?> name) {
      callback.run();
      return named.get(name.get());
    }

    String namesAnother(Runnable callback, Supplier<?> name) {
      callback.run();
      return name.get().getClass().getName();
    }

    /** Is not told what it is given. */
    boolean cancels(Object handle) {
      return callbacks.remove(handle);
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

  /** Has another look for its callbacks. */
  static class Registrar {
    private final List<Runnable> callbacks = new ArrayList<>();

    void add(Runnable callback) {
      callbacks.add(callback);
    }

    void flush(Runnable callback) {
      callback.run();
    }

    boolean cancel(Runnable callback) {
      return forget(callback);
    }

    private boolean forget(Runnable callback) {
      return callback != null;
    }
  }

  /** Passes its callback on, as many clients do. */
  static class Producer {
    private final List<Runnable> pending = new ArrayList<>();
    private final Map<String, String> partitions = new HashMap<>();

    void send(String topic, Runnable callback) {
      doSend(topic, callback == null ? () -> {} : callback);
    }

    Object send(String topic) {
      return doSend(topic, null);
    }

    private Object doSend(String topic, Runnable callback) {
      synchronized (this) {
        pending.add(callback);
      }
      return partitions.get(topic);
    }

    boolean drain() {
      while (!pending.isEmpty()) {
        pending.remove(0).run();
      }
      return partitions.containsKey("none");
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
      return CallbackScan.of(in.readAllBytes(), method, descriptor, "java.lang.Runnable")
          .use(0, "run");
    }
  }

  /** The class that has this method alone would be seen as the method is. */
  private static CallbackUse alone(String method) throws IOException {
    return new MethodAlone(method).scan();
  }

  /** Leaves all other methods out of the class. */
  private record MethodAlone(String method) {
    CallbackUse scan() throws IOException {
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
        return CallbackScan.of(writer.toByteArray(), method, descriptor[0], "java.lang.Runnable")
            .use(0, null);
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
        "taken,     its method taken compares by remove",
        "there,     its method there compares by contains",
        "filtered,  its method filtered compares by equals",
      })
  void whatLooksAtTheIdentityIsSaid(String method, String identity) throws IOException {
    assertThat(alone(method).identity()).isEqualTo(identity);
  }

  /** Compilers before 18 name Object as the owner of the call, and then it is a doubt. */
  @Test
  void equalsOfTheCallbackItselfIsSaid() throws IOException {
    CallbackUse use = alone("equal");
    assertThat(use.identity() == null ? use.doubt() : use.identity())
        .isEqualTo("its method equal compares by equals");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "locksAnother, -",
        "keys,         -",
        "namesAnother, its method namesAnother asks for a class",
        "locksObject,  its method locksObject takes a monitor",
        "finds,        its method finds compares by get",
        "swaps,        its method swaps compares by compareAndSet",
        "cancels,      its method cancels compares by remove",
      })
  void whatMayLookAtItIsADoubt(String method, String doubt) throws IOException {
    CallbackUse use = alone(method);
    assertThat(use.identity()).isNull();
    assertThat(use.doubt()).isEqualTo(doubt);
  }

  @Test
  void aMethodThatIsAskedAboutCallbacksIsADoubtAndOneThatPassesThemOnIsNone() throws IOException {
    assertThat(scan(Registrar.class, "add").doubt())
        .isEqualTo("its method cancel may look for a callback");
    assertThat(scan(Registrar.class, "add").identity()).isNull();
    CallbackUse use = scan(Producer.class, "send");
    assertThat(use.identity()).isNull();
    assertThat(use.doubt()).isNull();
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
