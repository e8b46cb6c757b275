package org.benchmonitor.run.export;

import java.io.IOException;
import java.util.List;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.Range;
import org.benchmonitor.run.view.RunView;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a range as the endpoints of these names return it. */
final class JsonFormat implements Format {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public String description() {
    return "figures, timeline, errors and status";
  }

  @Override
  public void write(Excerpt excerpt, Pieces out) throws IOException {
    Json.write(new Document(excerpt, out).node(), out);
  }

  /** One export. What is merged is merged when the writer comes to it, with rests in between. */
  private static final class Document {
    private final Excerpt excerpt;
    private final Pieces out;
    private @Nullable Range merged;

    private Document(Excerpt excerpt, Pieces out) {
      this.excerpt = excerpt;
      this.out = out;
    }

    private Range range() {
      Range known = merged;
      if (known == null) {
        known = excerpt.run().range(excerpt.intervals(), excerpt.operation(), out.withBlanks());
        merged = known;
      }
      return known;
    }

    private ObjectNode node() {
      RunView run = excerpt.run();
      Snapshot snapshot = excerpt.snapshot();
      List<Interval> intervals = excerpt.intervals();
      String operation = excerpt.operation();
      ObjectNode range = MetricsView.range(intervals);
      TimelineView.Asked asked =
          new TimelineView.Asked(null, range, run.host().interval(), operation);
      return document(
          range,
          StatusView.of(snapshot, run.host(), excerpt.server()),
          LazyNode.of(() -> MetricsView.ofRange(snapshot, range())),
          TimelineView.of(
              snapshot,
              asked,
              intervals,
              run.notes(intervals, snapshot.sequence()),
              run.newestMerged(),
              true),
          LazyNode.of(() -> ErrorsView.ofRange(snapshot, range(), operation)));
    }
  }

  static ObjectNode document(
      JsonNode range, ObjectNode status, JsonNode metrics, ObjectNode timeline, JsonNode errors) {
    ObjectNode node = Json.object();
    node.set("range", range);
    node.set("operation", timeline.get("operation"));
    node.set("status", status);
    node.set("metrics", metrics);
    node.set("timeline", timeline);
    node.set("errors", errors);
    return node;
  }
}
