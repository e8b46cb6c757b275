package org.benchmonitor.setup.preset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.setup.preset.Preset.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * All presets, from one resource that the tests keep equal to the YAML files beside it: reading
 * those would load a YAML library into a host that has no known runner at all.
 *
 * <p>One line is one word and its value: {@code runner} or {@code client} with name and title
 * begins a preset, {@code class}, {@code op} and {@code note} belong to the one before them.
 */
public final class PresetIndex {
  static final String RESOURCE = "/org/benchmonitor/setup/preset/index.txt";

  private static final String CLIENT = "client";

  private final List<Preset> presets = new ArrayList<>();
  private String name = "";
  private String title = "";
  private boolean isClient;
  private List<Trigger> triggers = new ArrayList<>();
  private List<String> operations = new ArrayList<>();
  private List<String> notes = new ArrayList<>();

  private PresetIndex() {}

  /** All of them, runners first; none if the resource cannot be read. */
  public static List<Preset> load() {
    try (InputStream in = PresetIndex.class.getResourceAsStream(RESOURCE)) {
      return in == null ? List.of() : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** The preset of this name, or null. */
  public static @Nullable Preset find(String name) {
    for (Preset preset : load()) {
      if (preset.name().equals(name)) {
        return preset;
      }
    }
    return null;
  }

  static List<Preset> parse(String text) {
    PresetIndex index = new PresetIndex();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      int blank = text.indexOf(' ', from);
      if (blank > 0 && blank < end) {
        index.line(text.substring(from, blank), text.substring(blank + 1, end));
      }
      from = end + 1;
    }
    index.finish();
    return index.presets;
  }

  private void line(String word, String value) {
    switch (word) {
      case "class" -> triggers.add(new Trigger(first(value), rest(value)));
      case "op" -> operations.add(value);
      case "note" -> notes.add(value);
      default -> {
        finish();
        isClient = word.equals(CLIENT);
        name = first(value);
        title = rest(value);
      }
    }
  }

  private static String first(String value) {
    int blank = value.indexOf(' ');
    return blank < 0 ? value : value.substring(0, blank);
  }

  private static String rest(String value) {
    int blank = value.indexOf(' ');
    return blank < 0 ? "" : value.substring(blank + 1);
  }

  private void finish() {
    if (!name.isEmpty()) {
      presets.add(new Preset(name, title, isClient, triggers, operations, notes));
      triggers = new ArrayList<>();
      operations = new ArrayList<>();
      notes = new ArrayList<>();
    }
  }
}
