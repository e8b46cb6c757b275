package org.benchmonitor.server.api;

import java.time.InstantSource;
import java.util.List;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.RunNotes;
import org.benchmonitor.setup.log.AgentLog;

/** What the endpoints answer from, where a test does not care. */
public final class Contexts {
  private Contexts() {}

  /** A JVM that has one other beside it, does what it is told, and logs into nothing. */
  public static ServingJvm jvm() {
    return jvm(log(), (action, by) -> RunControl.Answer.DONE, new NoAttachment());
  }

  public static ServingJvm jvm(AgentLog log, RunControl control, Attachment attachment) {
    return jvm(log, control, RunNotes.CLOSED, attachment);
  }

  static ServingJvm jvm(AgentLog log, RunControl control, RunNotes notes, Attachment attachment) {
    return new ServingJvm(
        () -> ServerState.NONE,
        () -> Lifetime.NONE,
        host ->
            new OtherJvm(
                4711,
                "http://" + (host.isEmpty() ? "localhost:9090" : host) + "/",
                "com.acme.Main"),
        () -> List.of(new OtherJvm(4712, "http://localhost:9091/", "com.acme.Other")),
        log,
        control,
        notes,
        attachment);
  }

  static AgentLog log() {
    return new AgentLog(LogLevel.INFO, InstantSource.system());
  }
}
