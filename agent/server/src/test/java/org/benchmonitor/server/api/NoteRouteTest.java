package org.benchmonitor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.RunNotes;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoteRouteTest {
  private static final Instant NOW = Snapshots.START.plusSeconds(5);

  private final List<String> taken = new ArrayList<>();
  private final RunNotes notes =
      (text, at, by) -> {
        taken.add(text + " at " + at + " by " + by);
        return new Mark(at == null ? NOW : at, Mark.Kind.NOTE, null, text);
      };

  /** Even of a host that takes no control. */
  private static Router router(RunNotes notes) {
    RetainedRuns runs =
        Snapshots.liveRuns(
            new HostFacts("1", 1, "", "", "", "", null, null, null, Duration.ofSeconds(1), false));
    runs.onSnapshot(Snapshots.running());
    Router router = new Router(request -> Response.empty(404));
    ServingJvm jvm =
        Contexts.jvm(
            Contexts.log(), (action, by) -> RunControl.Answer.DONE, notes, new NoAttachment());
    new NoteRoute(new ApiContext(runs, jvm)).addTo(router);
    return router;
  }

  private static Request post(String body) {
    return new Request(
        "POST",
        "/api/marks",
        Map.of(),
        Map.of(),
        new Request.Body(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Response response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static HttpError refused(RunNotes notes, String body) {
    Router router = router(notes);
    HttpError error = catchThrowableOfType(HttpError.class, () -> router.handle(post(body)));
    assertThat(error).as(body).isNotNull();
    return error;
  }

  @Test
  void aNoteIsAnsweredWithTheEventThatItIs() {
    Router router = router(notes);
    Response response = router.handle(post("{\"text\": \" cache cleared \", \"by\": \"page\"}"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(Json.read(response.body()))
        .isEqualTo(
            Json.object()
                .put("timestamp", "2026-01-18T15:30:50.120Z")
                .put("kind", "note")
                .putNull("duration_ms")
                .put("text", "cache cleared"));
    router.handle(post("{\"text\": \"a\", \"time\": \"2026-01-18T15:30:46.5Z\"}"));
    router.handle(post("{\"text\": \"b\", \"time\": 1768750246500}"));
    assertThat(taken)
        .containsExactly(
            "cache cleared at null by page",
            "a at 2026-01-18T15:30:46.500Z by api",
            "b at 2026-01-18T15:30:46.500Z by api");
  }

  @Test
  void theTextMayBeHostileAndOfTheGreatestLength() {
    String hostile = "</script>\u2028\u202e<b>".repeat(20).substring(0, RunNotes.LONGEST);
    router(notes).handle(post(Json.text(Json.object().put("text", hostile))));
    router(notes).handle(post("{\"text\": \"half \\ud800 a pair\"}"));
    assertThat(taken)
        .containsExactly(hostile + " at null by api", "half \ufffd a pair at null by api");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | the body is not JSON",
        "{} | text is missing, needed is a text of 1 to 200 characters",
        "{\"text\": 7} | text has 7, allowed is a text",
        "{\"text\": null} | text has null, allowed is a text",
        "{\"text\": \"\"} | text has 0 characters, \\\"\\\", allowed is a text of 1 to 200 characters",
        "{\"text\": \"  \"} | text has 2 characters, \\\"  \\\", allowed is a text of 1 to 200",
        "{\"text\": \"a\", \"time\": \"noon\"} | time is \\\"noon\\\", allowed are ISO-8601",
        "{\"text\": \"a\", \"time\": true} | time is true, allowed are ISO-8601",
        "{\"text\": \"a\", \"time\": 1e30} | time is 1.0E30, allowed are ISO-8601",
        "{\"text\": \"a\", \"time\": 99999999999999999999} | time is 99999999999999999999, allowed",
        "{\"text\": \"a\", \"by\": \"\"} | by has 0 characters",
        "{\"text\": \"a\", \"kind\": \"gc\"} | the field 'kind' is not known, known are [by, text, time]"
      })
  void aWrongBodyIsRefusedWithItsValueAndWhatIsAllowed(String body, String message) {
    Response answer = refused(notes, body).toResponse();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(text(answer)).contains("\"bad_body\"", message);
    assertThat(taken).isEmpty();
  }

  @Test
  void aTextThatIsTooLongIsNamedWithItsLengthAndItsBegin() {
    String body = Json.text(Json.object().put("text", "x".repeat(201)));
    assertThat(text(refused(notes, body).toResponse()))
        .contains("text has 201 characters, \\\"xxxxxxx", "x..., allowed is a text of 1 to 200");
  }

  @Test
  void whatTheRunRefusesIsSaidInItsWords() {
    RunNotes outside =
        (text, at, by) -> {
          throw new IllegalArgumentException("time is 'x', allowed are y to z");
        };
    Response answer = refused(outside, "{\"text\": \"a\"}").toResponse();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(text(answer)).contains("time is 'x', allowed are y to z");
    answer = refused(RunNotes.CLOSED, "{\"text\": \"a\"}").toResponse();
    assertThat(answer.status()).isEqualTo(409);
    assertThat(text(answer)).contains("\"not_now\"", "the run is a recorded one");
  }
}
