package org.benchmonitor.run.export;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A JSON array whose elements are made one by one while {@link JsonText} writes it. The nodes of an
 * hour of points would take twenty megabytes of the host's heap.
 */
final class LazyArray<T> implements Iterable<JsonNode> {
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
  public Iterator<JsonNode> iterator() {
    return mapped(items, view);
  }

  /** Makes each element when it is asked for. */
  static <T, R> Iterator<R> mapped(List<T> items, Function<T, R> view) {
    Iterator<T> left = items.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return left.hasNext();
      }

      @Override
      public R next() {
        return view.apply(left.next());
      }
    };
  }
}
