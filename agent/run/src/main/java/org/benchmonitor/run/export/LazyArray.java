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
 * A JSON array whose elements are made one by one while it is written. The nodes of an hour of
 * points would take twenty megabytes of the host's heap.
 */
final class LazyArray<T> extends JacksonSerializable.Base {
  private final List<T> items;
  private final Function<T, JsonNode> view;

  private LazyArray(List<T> items, Function<T, JsonNode> view) {
    this.items = items;
    this.view = view;
  }

  /** A node to put into a document. */
  static <T> JsonNode of(List<T> items, Function<T, JsonNode> view) {
    return JsonNodeFactory.instance.pojoNode(new LazyArray<>(items, view));
  }

  @Override
  public void serialize(JsonGenerator generator, SerializationContext context) {
    generator.writeStartArray();
    for (T item : items) {
      view.apply(item).serialize(generator, context);
    }
    generator.writeEndArray();
  }

  @Override
  public void serializeWithType(
      JsonGenerator generator, SerializationContext context, TypeSerializer never) {
    serialize(generator, context);
  }
}
