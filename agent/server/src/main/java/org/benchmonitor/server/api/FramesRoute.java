package org.benchmonitor.server.api;

import java.util.OptionalLong;
import org.benchmonitor.run.frame.RunToFrames;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;

/** {@code GET /api/frames}: a run as a file of frames, or what is new in it. */
final class FramesRoute {
  private final ApiContext context;

  FramesRoute(ApiContext context) {
    this.context = context;
  }

  void addTo(Router router) {
    router.get(
        "/api/frames", "the run as frames, see docs/record.md; ?since= &session=", this::frames);
  }

  private Response frames(Request request) {
    RunQuery query = new RunQuery(request, context, "since");
    long since = query.parameters().intBetween("since", 0, 0, Integer.MAX_VALUE);
    RunToFrames frames = new RunToFrames(query.run(), query.snapshot());
    OptionalLong merged = frames.endOfStraddling(since);
    if (merged.isPresent()) {
      throw new HttpError(
          409,
          "merged",
          "since is '"
              + since
              + "', in the middle of an interval that ends at "
              + merged.getAsLong(),
          "ask without since");
    }
    return context
        .answers()
        .file(
            AnswerSize.of(frames.since(since)),
            "application/octet-stream",
            out -> frames.write(since, out))
        .with("Content-Disposition", "attachment; filename=\"" + query.fileName() + ".bmr\"");
  }
}
