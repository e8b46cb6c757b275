package org.benchmonitor.host.alert;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.thread.ThreadMaker;
import org.benchmonitor.run.threshold.Threshold;
import org.benchmonitor.run.threshold.Threshold.Action;
import org.benchmonitor.setup.config.AgentConfig;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Does what follows when a threshold is broken, and when it is not any more. Each change is marked
 * and logged; the rest is what the threshold names.
 */
public final class AlertActions implements AlertListener {
  private final Consumer<String> marking;
  private final RunControl control;
  private final boolean mayStop;
  private final AgentLog log;
  private final @Nullable WebhookSender webhook;
  private final @Nullable AlertCallback callback;

  /**
   * Makes it.
   *
   * @param marking puts a text on the timeline
   * @param page the URL of the page, without a token; may be empty
   * @param asking makes threads that run code of the host
   */
  public AlertActions(
      AgentConfig config,
      Consumer<String> marking,
      RunControl control,
      Supplier<String> page,
      Instrumentation instrumentation,
      ThreadMaker threads,
      ThreadMaker asking,
      AgentLog log) {
    this.marking = marking;
    this.control = control;
    this.mayStop = config.control();
    this.log = log;
    this.webhook =
        config.webhook().map(url -> new WebhookSender(url, page, threads, log)).orElse(null);
    this.callback =
        config
            .alertCallback()
            .map(method -> new AlertCallback(method, instrumentation, asking, log))
            .orElse(null);
  }

  @Override
  public void changed(AlertChange change) {
    Threshold threshold = change.alert().threshold();
    marking.accept(change.text());
    String line = "threshold ".concat(change.text());
    if (change.isBroken()) {
      log.warn(line);
    } else {
      log.info(line);
    }
    if (webhook != null && threshold.actions().contains(Action.WEBHOOK)) {
      webhook.offer(change);
    }
    if (callback != null && threshold.actions().contains(Action.CALLBACK)) {
      callback.offer(change);
    }
    if (change.isBroken() && threshold.actions().contains(Action.STOP)) {
      stop("threshold ".concat(threshold.name()));
    }
  }

  private void stop(String by) {
    if (!mayStop) {
      log.warn(by + " would stop the run, which control=false refuses");
      return;
    }
    RunControl.Answer answer = control.ask(RunControl.Action.STOP, by);
    if (!answer.isDone()) {
      log.warn(by + " could not stop the run: " + answer.obstacle());
    }
  }

  /**
   * Tells what is left.
   *
   * @param deadlineNanos when to give up, on the clock of {@link System#nanoTime}
   * @return who was not told of all
   */
  public List<String> close(long deadlineNanos) {
    List<String> untold = new ArrayList<>();
    if (webhook != null && !webhook.close(deadlineNanos)) {
      untold.add("webhook");
    }
    if (callback != null && !callback.close(deadlineNanos)) {
      untold.add("alert_callback");
    }
    return untold;
  }
}
