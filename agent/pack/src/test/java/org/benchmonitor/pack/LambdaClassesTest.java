package org.benchmonitor.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

class LambdaClassesTest {
  private static final String PACKAGE = "org/benchmonitor/pack/";

  /** The class files of {@link Lambdas} and what is inside of it, by internal name. */
  private static SortedMap<String, byte[]> compiled() {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files =
        Files.list(Path.of(Lambdas.class.getResource("Lambdas.class").toURI()).getParent())) {
      files
          .filter(file -> file.getFileName().toString().matches("Lambdas(\\$.*)?\\.class"))
          .forEach(
              file -> {
                String name = file.getFileName().toString();
                classes.put(PACKAGE + name.substring(0, name.length() - 6), bytes(file));
              });
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
    return classes;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Defines class files by itself and verifies them. */
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(ClassLoader.getPlatformClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name.replace('.', '/'));
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private static long callSites(SortedMap<String, byte[]> classes) {
    return classes.values().stream()
        .filter(
            bytes ->
                new String(bytes, StandardCharsets.ISO_8859_1)
                    .contains("java/lang/invoke/LambdaMetafactory"))
        .count();
  }

  @Test
  void doWhatTheLambdasDid() throws ReflectiveOperationException {
    SortedMap<String, byte[]> turned = LambdaClasses.of(compiled());
    Class<?> type = new Loader(turned).loadClass(Lambdas.class.getName());
    @SuppressWarnings("unchecked")
    Supplier<List<Object>> there =
        (Supplier<List<Object>>) type.getDeclaredConstructor().newInstance();
    assertThat(there.get()).hasSizeGreaterThan(20).isEqualTo(new Lambdas().get());
  }

  @Test
  void noneIsLeftButTheSerializable() {
    assertThat(callSites(compiled())).isGreaterThan(3);
    SortedMap<String, byte[]> turned = LambdaClasses.of(compiled());
    assertThat(callSites(turned)).isEqualTo(1);
    assertThat(turned.keySet())
        .filteredOn(name -> name.contains("$$Lambda"))
        .hasSizeGreaterThan(20);
  }

  @Test
  void oneThatTakesNothingAlongIsOneObject() throws ReflectiveOperationException {
    SortedMap<String, byte[]> turned = LambdaClasses.of(compiled());
    Loader loader = new Loader(turned);
    int single = 0;
    for (String name : turned.keySet()) {
      for (Method made : loader.loadClass(name.replace('/', '.')).getDeclaredMethods()) {
        if (made.getName().equals("make") && made.getParameterCount() == 0) {
          made.setAccessible(true);
          assertThat(made.invoke(null)).as(name).isSameAs(made.invoke(null));
          single++;
        }
      }
    }
    assertThat(single).isGreaterThan(5);
  }

  @Test
  void theSameClassesGiveTheSameBytes() {
    SortedMap<String, byte[]> once = LambdaClasses.of(compiled());
    SortedMap<String, byte[]> again = LambdaClasses.of(compiled());
    assertThat(once.keySet()).isEqualTo(again.keySet());
    assertThat(once).allSatisfy((name, bytes) -> assertThat(again.get(name)).isEqualTo(bytes));
  }

  @Test
  void aConversionThatTheLanguageHasNotIsRefused() {
    MethodVisitor code =
        new ClassWriter(0).visitMethod(Opcodes.ACC_STATIC, "any", "()V", null, null);
    assertThatThrownBy(() -> Conversion.add(code, Type.LONG_TYPE, Type.INT_TYPE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no conversion of J to I");
  }
}
