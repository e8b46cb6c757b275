package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.benchmonitor.bootstrap.Facade;
import org.junit.jupiter.api.Test;

class ProbeFacadeTest {
  private static byte[] classFile(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return in.readAllBytes();
    }
  }

  @Test
  void itsSignaturesNameNoTypeThatALoaderCouldHide() {
    Method[] methods = Facade.class.getDeclaredMethods();
    assertThat(methods).isNotEmpty();
    for (Method method : methods) {
      Stream<Class<?>> types =
          Stream.concat(
              Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes()));
      assertThat(types)
          .as(method.toString())
          .allMatch(type -> type.isPrimitive() || type.getPackageName().equals("java.lang"));
    }
  }

  @Test
  void inJavaBaseItIsTheSameClassUnderAnotherName() throws IOException {
    byte[] renamed = FacadeFile.ofJavaBase(classFile(Facade.class));
    TypeDescription type =
        TypePool.Default.of(ClassFileLocator.Simple.of("java.lang.$BenchMonitor", renamed))
            .describe("java.lang.$BenchMonitor")
            .resolve();
    assertThat(type.getName()).isEqualTo("java.lang.$BenchMonitor");
    assertThat(type.getDeclaredMethods().stream().map(method -> method.getName()))
        .containsAll(Stream.of(Facade.class.getDeclaredMethods()).map(Method::getName).toList());
  }

  @Test
  void aClassFileThatDoesNotNameItStaysAsItIs() throws IOException {
    byte[] file = classFile(Facade.class);
    assertThat(new ClassHeader(file).with("no/such/Name", "another")).isEqualTo(file);
  }

  @Test
  void aLoaderThatHidesTheProbeIsToldWithTheWayOut() {
    ClassLoader strict = new Loader(null);
    assertThat(ProbeFacade.HERE.obstacle(strict))
        .contains("hides the probe", Loader.class.getName())
        .contains("org.osgi.framework.bootdelegation", "jboss.modules.system.pkgs");
    assertThat(ProbeFacade.HERE.obstacle(new Loader(getClass().getClassLoader()))).isNull();
  }

  @Test
  void aLoaderThatHidesEvenTheJdksClassesIsToldWhatItMustLetThrough() {
    ClassLoader refusing =
        new Loader(null) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            throw new ClassNotFoundException(name);
          }
        };
    assertThat(new ProbeFacade(Runnable.class).obstacle(refusing))
        .contains("hides the probe", "it must let java.lang.Runnable through");
  }

  @Test
  void aLoaderThatHasAnotherClassOfTheNameIsTold() {
    assertThat(ProbeFacade.HERE.obstacle(new Impostor())).contains("another probe");
  }

  /** Sees only what its parent has. */
  private static class Loader extends ClassLoader {
    Loader(ClassLoader parent) {
      super(parent);
    }

    @Override
    public String toString() {
      throw new AssertionError("the agent calls a method of the host's loader");
    }
  }

  /** Has a copy of its own. */
  private static final class Impostor extends Loader {
    Impostor() {
      super(Impostor.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Facade.class.getName())) {
        return super.loadClass(name, resolve);
      }
      try {
        byte[] bytes = classFile(Facade.class);
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }
  }
}
