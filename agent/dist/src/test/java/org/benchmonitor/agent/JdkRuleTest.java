package org.benchmonitor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.benchmonitor.host.instrument.JdkClasses;
import org.junit.jupiter.api.Test;

/** The entry and the core each say what belongs to the JDK, from loaders that share no class. */
class JdkRuleTest {
  private static boolean isOfJdk(Module module) {
    String packageName = module.getPackages().iterator().next();
    return JdkTool.isRunBy(module.getName() + "/" + packageName + ".Main");
  }

  @Test
  void bothSayTheSameOfEveryModule() {
    assertThat(ModuleLayer.boot().modules())
        .hasSizeGreaterThan(20)
        .filteredOn(module -> !module.getPackages().isEmpty())
        .filteredOn(module -> !module.getName().equals("jdk.compiler"))
        .allSatisfy(
            module ->
                assertThat(isOfJdk(module))
                    .as(module.getName())
                    .isEqualTo(JdkClasses.isOfJdk(module, module.getClassLoader())));
    assertThat(isOfJdk(Object.class.getModule())).isTrue();
  }
}
