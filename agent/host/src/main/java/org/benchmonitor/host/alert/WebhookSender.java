package org.benchmonitor.host.alert;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.benchmonitor.host.http.HttpPost;
import org.benchmonitor.run.export.AlertMessages;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.run.thread.ThreadMaker;
import org.benchmonitor.setup.config.HttpUrl;
import org.benchmonitor.setup.log.AgentLog;

/**
 * Sends changes to a webhook, one after the other, from a thread of its own.
 *
 * <p>A receiver that is not there, is slow, or answers 429 or 5xx is asked again after 1, 2, 4 and
 * 8 seconds. A redirect is not followed: what it says is told in the log. The URL is not, because
 * its path is often a secret.
 */
final class WebhookSender {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int TRIES = 5;
  private static final long FIRST_PAUSE_NANOS = 1_000_000_000L;
  private static final int TOO_MANY = 429;

  private final HttpUrl webhook;
  private final Supplier<String> page;
  private final AgentLog log;
  private final long firstPauseNanos;
  private final int timeoutMillis;
  private final HttpPost post;
  private final Dispatch<AlertChange> dispatch;
  private volatile boolean closing;

  /**
   * Makes it; nothing is connected before the first change.
   *
   * @param page the URL of the page, without a token; may be empty
   */
  WebhookSender(HttpUrl webhook, Supplier<String> page, ThreadMaker threads, AgentLog log) {
    this(webhook, page, threads, log, FIRST_PAUSE_NANOS, TIMEOUT_MILLIS);
  }

  WebhookSender(
      HttpUrl webhook,
      Supplier<String> page,
      ThreadMaker threads,
      AgentLog log,
      long firstPauseNanos,
      int timeoutMillis) {
    this.webhook = webhook;
    this.page = page;
    this.log = log;
    this.firstPauseNanos = firstPauseNanos;
    this.timeoutMillis = timeoutMillis;
    this.post = new HttpPost(webhook.url().text(), "application/json", Map.of(), false);
    this.dispatch = new Dispatch<>("monitor-webhook", threads, this::send);
  }

  void offer(AlertChange change) {
    dispatch.offer(change);
  }

  private void send(AlertChange change) {
    byte[] body = AlertMessages.webhook(change.alert(), change.session(), page.get());
    long pause = firstPauseNanos;
    String failure = "";
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      int code = 0;
      try {
        HttpPost.Answer answer = post.send(body, timeoutMillis);
        if (answer.isAccepted()) {
          return;
        }
        code = answer.status();
        failure = "it answered " + code;
      } catch (IOException unreachable) {
        failure = unreachable.getClass().getSimpleName();
      }
      boolean mayChange = code == 0 || code == TOO_MANY || code >= 500;
      if (!mayChange || attempt == TRIES || closing) {
        break;
      }
      rest(pause);
      pause *= 2;
    }
    log.warn(
        "the webhook at "
            + webhook.authority()
            + " was not told of '"
            + change.text()
            + "': "
            + failure);
  }

  /** Rests until it is time for the next try, or until it is the last one. */
  private void rest(long nanos) {
    long until = System.nanoTime() + nanos;
    while (!closing && until - System.nanoTime() > 0) {
      Rest.nanos(Math.min(50_000_000, until - System.nanoTime()));
    }
  }

  /** Sends what is left, without further tries; false if it was not done in time. */
  boolean close(long deadlineNanos) {
    closing = true;
    return dispatch.close(deadlineNanos);
  }
}
