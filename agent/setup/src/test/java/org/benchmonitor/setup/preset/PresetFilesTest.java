package org.benchmonitor.setup.preset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.config.ConfigResult;
import org.benchmonitor.setup.config.OperationArguments;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.config.YamlFile;
import org.benchmonitor.setup.pattern.OperationPattern;
import org.benchmonitor.setup.preset.Preset.Trigger;
import org.junit.jupiter.api.Test;

/** The index that the agent reads is what the YAML files say, one for each preset. */
class PresetFilesTest {
  private static final Path FOLDER =
      Path.of("src", "main", "resources", "org", "benchmonitor", "setup", "preset");
  private static final Set<String> KEYS = Set.of("title", "kind", "detect", "op", "notes");

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      List<Path> files = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
      assertThat(files).isNotEmpty();
      return files;
    }
  }

  private static Preset read(Path file) throws IOException {
    Map<String, Object> document = new YamlFile().read(file);
    assertThat(KEYS).as(file.toString()).containsAll(document.keySet());
    String kind = String.valueOf(document.get("kind"));
    assertThat(kind).as(file.toString()).isIn("runner", "client");
    List<Trigger> triggers = new ArrayList<>();
    for (Object one : (List<?>) document.get("detect")) {
      triggers.add(
          one instanceof Map<?, ?> map
              ? new Trigger(internal(map.get("class")), String.valueOf(map.get("method")))
              : new Trigger(internal(one), ""));
    }
    List<String> notes = new ArrayList<>();
    for (Object note : (List<?>) document.getOrDefault("notes", List.of())) {
      notes.add(String.valueOf(note));
    }
    return new Preset(
        file.getFileName().toString().replace(".yaml", ""),
        String.valueOf(document.get("title")),
        kind.equals("client"),
        triggers,
        operations(file, document.get("op")),
        notes);
  }

  private static String internal(Object name) {
    return String.valueOf(name).replace('.', '/');
  }

  private static List<String> operations(Path file, Object op) {
    ConfigResult result =
        AgentConfig.load("config=one.yaml", Map.of(), Map.of(), any -> Map.of("op", op));
    assertThat(result.problems()).as(file.toString()).isEmpty();
    return result.config().operations().stream().map(OperationSpec::text).toList();
  }

  private static List<Preset> runnersFirst() throws IOException {
    List<Preset> all = new ArrayList<>();
    for (boolean isClient : new boolean[] {false, true}) {
      for (Path file : files()) {
        Preset preset = read(file);
        if (preset.isClient() == isClient) {
          all.add(preset);
        }
      }
    }
    return all;
  }

  private static String line(String word, String value) {
    assertThat(value).doesNotContain("\n").isNotBlank();
    return word + " " + value.strip() + "\n";
  }

  private static String index(List<Preset> presets) {
    StringBuilder text = new StringBuilder();
    for (Preset preset : presets) {
      text.append(
          line(preset.isClient() ? "client" : "runner", preset.name() + " " + preset.title()));
      preset
          .triggers()
          .forEach(one -> text.append(line("class", one.internalName() + " " + one.method())));
      preset.operations().forEach(one -> text.append(line("op", one)));
      preset.notes().forEach(one -> text.append(line("note", one)));
    }
    return text.toString();
  }

  @Test
  void theIndexIsWhatTheFilesSay() throws IOException {
    List<Preset> presets = runnersFirst();
    Path index = FOLDER.resolve("index.txt");
    if (Boolean.getBoolean("golden.update")) {
      assertThat(System.getenv("CI")).as("CI compares the index and writes none").isNull();
      Files.writeString(index, index(presets));
      return;
    }
    assertThat(Files.readString(index)).isEqualTo(index(presets));
    assertThat(PresetIndex.load()).isEqualTo(presets);
  }

  @Test
  void everyPresetHasTriggersAndOperationsThatCanBeUsed() throws IOException {
    Set<String> triggers = new HashSet<>();
    for (Preset preset : runnersFirst()) {
      assertThat(preset.triggers()).as(preset.name()).isNotEmpty();
      preset
          .triggers()
          .forEach(one -> assertThat(triggers.add(one.internalName())).as("%s", one).isTrue());
      assertThat(preset.operations()).as(preset.name()).isNotEmpty();
      for (String operation : preset.operations()) {
        List<OperationSpec> parsed = OperationArguments.parse(operation);
        assertThat(parsed).hasSize(1);
        assertThat(parsed.get(0).text()).isEqualTo(operation);
        assertThat(OperationPattern.parse(parsed.get(0)).text()).isNotEmpty();
      }
      assertThat(OperationArguments.parse(preset.arguments())).hasSameSizeAs(preset.operations());
    }
  }

  @Test
  void namesAreNoWordsOfTheOption() throws IOException {
    assertThat(runnersFirst()).extracting(Preset::name).doesNotContain("auto", "none");
  }
}
