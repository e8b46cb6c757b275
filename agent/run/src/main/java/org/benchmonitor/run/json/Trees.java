package org.benchmonitor.run.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Makes mappers that read and write trees, and nothing else. */
public final class Trees {
  private Trees() {}

  /**
   * A mapper that knows how to write a tree before it looks: Jackson's own look links against the
   * module {@code java.xml}, which a small runtime lacks.
   */
  public static JsonMapper.Builder mapper() {
    return JsonMapper.builder()
        .addModule(new SimpleModule("trees").addSerializer(JsonNode.class, new Tree()));
  }

  private static final class Tree extends ValueSerializer<JsonNode> {
    @Override
    public void serialize(JsonNode tree, JsonGenerator out, SerializationContext context) {
      tree.serialize(out, context);
    }
  }
}
