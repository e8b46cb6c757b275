package org.benchmonitor.setup.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
  @Test
  void thisProcessIsKnownAgain() {
    ProcessIdentity own = Processes.current();
    assertThat(own.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(Processes.SYSTEM.identity(own.pid()))
        .hasValueSatisfying(own::isSameAs)
        .contains(own);
  }

  @Test
  void anEndedProcessIsNone() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    assertThat(Processes.SYSTEM.identity(ended.pid())).isEmpty();
  }

  @Test
  void aNameWithParenthesesAndBlanksIsNotMistakenForFields() {
    String stat = "42 (a) Z (b) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 777 20 21";
    assertThat(ProcStat.parse(stat)).isEqualTo(new ProcStat(false, 777));
    assertThat(ProcStat.parse(stat.replace(") S", ") Z")).isZombie()).isTrue();
  }

  @Test
  void theGivenPlaceIsTheOnlyOne(@TempDir Path home) {
    Path given = Path.of("given");
    assertThat(RegistryLocations.of(Optional.of(given), Map.of(), home.toString()))
        .containsExactly(given);
  }

  @Test
  void theRuntimeDirectoryComesBeforeTheHomeDirectory(@TempDir Path root) throws Exception {
    Path runtime = Files.createDirectory(root.resolve("run"));
    Path home = Files.createDirectory(root.resolve("home"));
    assertThat(
            RegistryLocations.of(
                Optional.empty(), Map.of("XDG_RUNTIME_DIR", runtime.toString()), home.toString()))
        .containsExactly(runtime.resolve("bench-monitor"), home.resolve(".bench-monitor"));
  }

  @Test
  void whatIsNoDirectoryIsNoPlace(@TempDir Path root) {
    List<String> none = List.of("", "?", "relative", root.resolve("missing").toString(), "\0");
    for (String home : none) {
      assertThat(RegistryLocations.of(Optional.empty(), Map.of("XDG_RUNTIME_DIR", home), home))
          .isEmpty();
    }
  }
}
