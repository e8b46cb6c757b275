package org.benchmonitor.run.export;

import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A part of a document that is made when {@link JsonText} comes to it, so that what lies before can
 * be on its way already. It is made once for each time that the document is written.
 */
final class LazyNode {
  private final Supplier<JsonNode> view;

  private LazyNode(Supplier<JsonNode> view) {
    this.view = view;
  }

  /** A node to put into a document. */
  static JsonNode of(Supplier<JsonNode> view) {
    return JsonNodeFactory.instance.pojoNode(new LazyNode(view));
  }

  JsonNode made() {
    return view.get();
  }
}
