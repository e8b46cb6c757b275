package org.benchmonitor.run.export;

import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A JSON object whose values are made one by one while it is written. The nodes of a thousand
 * operations would take five megabytes of the host's heap, for each answer and each tick.
 */
final class LazyObject<T> extends JacksonSerializable.Base {
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
  public void serialize(JsonGenerator generator, SerializationContext context) {
    generator.writeStartObject();
    for (T item : items) {
      generator.writeName(name.apply(item));
      view.apply(item).serialize(generator, context);
    }
    generator.writeEndObject();
  }

  @Override
  public void serializeWithType(
      JsonGenerator generator, SerializationContext context, TypeSerializer never) {
    serialize(generator, context);
  }
}
