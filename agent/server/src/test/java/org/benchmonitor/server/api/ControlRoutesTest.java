package org.benchmonitor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlRoutesTest {
  private final List<String> asked = new ArrayList<>();

  private Router router(boolean control, RunControl.Answer answer) {
    RetainedRuns runs =
        Snapshots.liveRuns(
            new HostFacts(
                "1", 1, "", "", "", "", null, null, null, Duration.ofSeconds(1), control));
    runs.onSnapshot(Snapshots.running());
    RunControl told =
        (action, by) -> {
          asked.add(action + " by " + by);
          return answer;
        };
    Router router = new Router(request -> Response.empty(404));
    new ControlRoutes(new ApiContext(runs, Contexts.jvm(Contexts.log(), told, new NoAttachment())))
        .addTo(router);
    return router;
  }

  private static Request post(String what, String body) {
    return new Request(
        "POST",
        "/api/control/" + what,
        Map.of(),
        Map.of(),
        new Request.Body(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Response response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Test
  void aControlIsAnsweredWithTheStatus() {
    Router router = router(true, RunControl.Answer.DONE);
    Response response = router.handle(post("pause", "{\"by\": \"page\"}"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(text(response)).contains("\"session_id\":\"bench-20260118-153045\"");
    router.handle(post("resume", "{}"));
    router.handle(post("stop", ""));
    assertThat(asked).containsExactly("PAUSE by page", "RESUME by api", "STOP by api");
  }

  @Test
  void aControlThatDoesNotApplyIsAConflictWithTheState() {
    Router router = router(true, new RunControl.Answer("pause: the status is 'completed'"));
    HttpError error =
        catchThrowableOfType(HttpError.class, () -> router.handle(post("pause", "{}")));
    assertThat(error.toResponse().status()).isEqualTo(409);
    assertThat(text(error.toResponse())).contains("\"not_now\"", "the status is 'completed'");
  }

  @Test
  void nobodyIsAskedWithoutControl() {
    Router router = router(false, RunControl.Answer.DONE);
    HttpError error =
        catchThrowableOfType(HttpError.class, () -> router.handle(post("stop", "{}")));
    assertThat(error.toResponse().status()).isEqualTo(403);
    assertThat(text(error.toResponse())).contains("\"control_off\"");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "[]",
        "\"page\"",
        "{\"by\": 7}",
        "{\"by\": \"\"}",
        "{\"by\": null}",
        "{\"who\": \"me\"}",
        "{\"by\": \"me\"",
        "{\"by\":"
            + " \"01234567890123456789012345678901234567890123456789"
            + "012345678901234567890123456789012345678901234567890\"}"
      })
  void aBodyThatIsNotAnObjectWithByIsRefused(String body) {
    Router router = router(true, RunControl.Answer.DONE);
    HttpError error =
        catchThrowableOfType(HttpError.class, () -> router.handle(post("stop", body)));
    assertThat(error.toResponse().status()).isEqualTo(400);
    assertThat(asked).isEmpty();
  }
}
