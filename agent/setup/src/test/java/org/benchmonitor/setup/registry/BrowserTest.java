package org.benchmonitor.setup.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.benchmonitor.setup.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {
  private static final RegistryEntry ENTRY =
      new RegistryEntry(
          new ProcessIdentity(7, "", 70, ""),
          "http://localhost:9090/",
          new Secret("se~cret_1"),
          true,
          "m",
          "17",
          "1");

  private static Browser on(Path directory, String system, Map<String, String> environment) {
    Registry registry = new Registry(() -> List.of(directory), pid -> Optional.empty(), () -> "");
    return new Browser(registry, system, environment);
  }

  @Test
  void withoutAScreenNoneIsStarted(@TempDir Path directory) {
    Browser headless = on(directory.resolve("r"), "Linux", Map.of());
    assertThat(headless.missing()).isPresent();
    assertThatThrownBy(() -> headless.open(ENTRY))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no screen");
  }

  @Test
  void withAScreenThereMayBeOne(@TempDir Path directory) {
    assertThat(on(directory, "Linux", Map.of("DISPLAY", ":0")).missing()).isEmpty();
    assertThat(on(directory, "Linux", Map.of("WAYLAND_DISPLAY", "w")).missing()).isEmpty();
    assertThat(on(directory, "Mac OS X", Map.of()).missing()).isEmpty();
    assertThat(on(directory, "Windows 11", Map.of()).missing()).isEmpty();
  }

  @Test
  void theFileLeadsToThePageWithItsToken() {
    assertThat(new String(Browser.leadingTo(ENTRY), StandardCharsets.UTF_8))
        .contains("url=http://localhost:9090/#token=se~cret_1\"");
  }
}
