package org.benchmonitor.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

class LambdaClassesTest {
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
    SortedMap<String, byte[]> turned = LambdaClasses.of(Compiled.of(Lambdas.class));
    Class<?> type = new Compiled.Loader(turned).loadClass(Lambdas.class.getName());
    @SuppressWarnings("unchecked")
    Supplier<List<Object>> there =
        (Supplier<List<Object>>) type.getDeclaredConstructor().newInstance();
    assertThat(there.get()).hasSizeGreaterThan(20).isEqualTo(new Lambdas().get());
  }

  @Test
  void noneIsLeftButTheSerializable() {
    assertThat(callSites(Compiled.of(Lambdas.class))).isGreaterThan(3);
    SortedMap<String, byte[]> turned = LambdaClasses.of(Compiled.of(Lambdas.class));
    assertThat(callSites(turned)).isEqualTo(1);
    assertThat(turned.keySet())
        .filteredOn(name -> name.contains("$$Lambda"))
        .hasSizeGreaterThan(20);
  }

  @Test
  void oneThatTakesNothingAlongIsOneObject() throws ReflectiveOperationException {
    SortedMap<String, byte[]> turned = LambdaClasses.of(Compiled.of(Lambdas.class));
    Compiled.Loader loader = new Compiled.Loader(turned);
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
    SortedMap<String, byte[]> once = LambdaClasses.of(Compiled.of(Lambdas.class));
    SortedMap<String, byte[]> again = LambdaClasses.of(Compiled.of(Lambdas.class));
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
