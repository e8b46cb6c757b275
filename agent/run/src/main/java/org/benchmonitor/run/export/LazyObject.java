package org.benchmonitor.run.export;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A JSON object whose members are made one by one while {@link JsonText} writes it. The nodes of a
 * thousand operations would take five megabytes of the host's heap, for each answer and each tick.
 */
final class LazyObject<T> implements Iterable<Map.Entry<String, JsonNode>> {
  private final List<T> items;
  private final Function<T, String> name;
  private final Function<T, JsonNode> view;

  private LazyObject(List<T> items, Function<T, String> name, Function<T, JsonNode> view) {
    this.items = items;
    this.name = name;
    this.view = view;
  }

  /** A node to put into a document; no two items have the same name. */
  static <T> JsonNode of(List<T> items, Function<T, String> name, Function<T, JsonNode> view) {
    return JsonNodeFactory.instance.pojoNode(new LazyObject<>(items, name, view));
  }

  @Override
  public Iterator<Map.Entry<String, JsonNode>> iterator() {
    return LazyArray.mapped(items, item -> Map.entry(name.apply(item), view.apply(item)));
  }
}
