package org.benchmonitor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.thread.SteppedRests;
import org.benchmonitor.server.http.Bodies;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.LargeAnswers;
import org.benchmonitor.server.http.Response;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AnswersTest {
  private static final long SMALL = 10;
  private static final long LARGE = 100_000;
  private static final String TEXT = "{\"n\":1}";

  /** A rest is due whenever it is asked for. */
  private final SteppedRests rests = new SteppedRests(1_000_000, () -> {});

  private final LargeAnswers largeAnswers = new LargeAnswers(rests);
  private final Answers answers = new Answers(largeAnswers);
  private int made;

  private JsonNode document(Resting resting) {
    made++;
    resting.restIfDue();
    resting.restIfDue();
    return Json.object().put("n", 1);
  }

  @Test
  void aSmallDocumentIsMadeAtOnceWithoutARest() {
    Response answer = answers.document(SMALL, this::document);
    assertThat(made).isOne();
    assertThat(answer.content()).isNull();
    assertThat(answer.contentType()).isEqualTo(Response.JSON);
    assertThat(Bodies.text(answer)).isEqualTo(TEXT);
    assertThat(rests.taken()).isEmpty();
  }

  @Test
  void aLargeDocumentIsTheSameAndMadeWithRestsWhenItIsSent() {
    Response answer = answers.document(LARGE, this::document);
    assertThat(made).isZero();
    assertThat(answer.contentType()).isEqualTo(Response.JSON);
    assertThat(Bodies.text(answer)).isEqualTo(TEXT);
    assertThat(made).isOne();
    assertThat(rests.taken()).hasSize(2);
  }

  @Test
  void aFileIsAlwaysMadeWhenItIsSent() {
    Response answer = answers.file(SMALL, "text/plain", out -> out.write('x'));
    assertThat(answer.content()).isNotNull();
    assertThat(Bodies.text(answer)).isEqualTo("x");
  }

  /** Notes what was made when it is flushed for the first time. */
  private final class FirstFlush extends OutputStream {
    private int madeBefore = -1;

    @Override
    public void write(int b) {}

    @Override
    public void flush() {
      madeBefore = madeBefore < 0 ? made : madeBefore;
    }
  }

  @Test
  void theHeadOfALargeAnswerIsSentBeforeAnythingIsMade() throws IOException {
    FirstFlush out = new FirstFlush();
    Objects.requireNonNull(answers.document(LARGE, this::document).content()).writeTo(out);
    assertThat(made).isOne();
    assertThat(out.madeBefore).isZero();
  }

  @Test
  void aLargeAnswerGivesItsPlaceUpHoweverItEnds() {
    for (int i = 0; i < 10; i++) {
      Response failing =
          answers.file(
              LARGE,
              "text/plain",
              out -> {
                throw new IllegalStateException();
              });
      assertThatThrownBy(() -> Bodies.text(failing)).isInstanceOf(IllegalStateException.class);
    }
    assertThat(Bodies.text(answers.document(LARGE, this::document))).isEqualTo(TEXT);
  }

  @Test
  void whatIsLargeIsRefusedWhereThereIsNoRoomForIt() {
    largeAnswers.allow(false);
    assertThat(Bodies.text(answers.document(SMALL, this::document))).isEqualTo(TEXT);
    Response document = answers.document(LARGE, this::document);
    Response file = answers.file(LARGE, "text/plain", out -> {});
    assertThatThrownBy(() -> Bodies.text(document)).isInstanceOf(HttpError.class);
    assertThatThrownBy(() -> Bodies.text(file)).isInstanceOf(HttpError.class);
  }

  @Test
  void onlyMuchIsMergedWithRests() {
    answers.whileMerging(SMALL).restIfDue();
    assertThat(rests.taken()).isEmpty();
    answers.whileMerging(LARGE).restIfDue();
    assertThat(rests.taken()).hasSize(1);
    answers.document(SMALL, LARGE, this::document);
    assertThat(rests.taken()).hasSize(3);
  }
}
