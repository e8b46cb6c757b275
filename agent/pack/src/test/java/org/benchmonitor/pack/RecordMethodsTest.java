package org.benchmonitor.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RecordMethodsTest {
  private static boolean hasCallSites(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1)
        .contains("java/lang/runtime/ObjectMethods");
  }

  @Test
  void doWhatTheMethodsOfTheRecordsDid() throws ReflectiveOperationException {
    SortedMap<String, byte[]> turned = RecordMethods.of(Compiled.of(Values.class));
    Class<?> type = new Compiled.Loader(turned).loadClass(Values.class.getName());
    @SuppressWarnings("unchecked")
    Supplier<List<Object>> there =
        (Supplier<List<Object>>) type.getDeclaredConstructor().newInstance();
    assertThat(there.get()).hasSizeGreaterThan(100).isEqualTo(new Values().get());
  }

  @Test
  void noneIsLeft() {
    SortedMap<String, byte[]> compiled = Compiled.of(Values.class);
    assertThat(compiled.values()).anyMatch(RecordMethodsTest::hasCallSites);
    assertThat(RecordMethods.of(compiled).values()).noneMatch(RecordMethodsTest::hasCallSites);
  }

  @Test
  void whatIsNoRecordStaysAsItIs() {
    SortedMap<String, byte[]> compiled = Compiled.of(Lambdas.class);
    assertThat(RecordMethods.of(compiled))
        .allSatisfy((name, file) -> assertThat(file).isSameAs(compiled.get(name)));
  }
}
