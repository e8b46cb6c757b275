package org.benchmonitor.tool.serve;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.RunNotes;
import org.benchmonitor.run.model.SuggestionReport;
import org.benchmonitor.run.thread.GuardedLoop;
import org.benchmonitor.run.thread.GuardedTask;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.ThreadMaker;
import org.benchmonitor.server.MonitorServer;
import org.benchmonitor.server.access.ListenerSettings;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.Attachment;
import org.benchmonitor.server.api.ServingJvm;
import org.benchmonitor.server.api.StreamHub;
import org.benchmonitor.server.api.Suggesting;
import org.benchmonitor.server.guard.Limits;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.config.Tokens;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/** Serves recorded runs on a free port of loopback; every read needs its token. */
public final class RecordServer implements AutoCloseable {
  private static final String RECORDED = "this is the record of a run";

  private final AgentLog log = new AgentLog(LogLevel.INFO, InstantSource.system());
  private final Tokens tokens = Tokens.fresh();
  private final MonitorServer server;
  private volatile @Nullable URI url;
  private volatile String trouble = "";

  /** Makes it; nothing is bound yet. */
  public RecordServer(OpenedRuns runs) {
    ServingJvm jvm =
        new ServingJvm(
            this::state,
            () -> Lifetime.NONE,
            host -> new OtherJvm(ProcessHandle.current().pid(), "", ""),
            List::of,
            log,
            (action, by) -> new RunControl.Answer(RECORDED),
            RunNotes.CLOSED,
            new NoAttachment());
    ApiContext context = new ApiContext(runs, jvm, runs);
    server =
        new MonitorServer(
            ListenerSettings.ofOwnToken(tokens),
            context,
            new StreamHub(context),
            Limits.DEFAULT,
            new Daemons());
  }

  /**
   * Binds a port.
   *
   * @return the URL of the page
   * @throws IllegalStateException if none can be bound
   */
  public URI start() {
    server.start(at -> url = at, why -> trouble = why);
    URI bound = url;
    if (bound == null) {
      server.close();
      throw new IllegalStateException(trouble);
    }
    return bound;
  }

  /** What every read needs. */
  public Secret token() {
    return tokens.control();
  }

  private ServerState state() {
    return new ServerState(
        server.connections(), server.streams(), server.dropped(), server.warnings());
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class NoAttachment implements Attachment, Suggesting {
    @Override
    public void change(List<OperationSpec> add, List<String> remove, String by) {
      throw new IllegalStateException(RECORDED);
    }

    @Override
    public Suggesting suggesting() {
      return this;
    }

    @Override
    public SuggestionReport report() {
      return SuggestionReport.NONE;
    }

    @Override
    public void begin(String by) {
      throw new IllegalStateException(RECORDED);
    }

    @Override
    public void detach(String by) {
      throw new IllegalStateException(RECORDED);
    }
  }

  private final class Daemons implements ThreadMaker {
    @Override
    public Thread once(String name, Runnable work) {
      return daemon(name, new GuardedTask(name, work, this::failed));
    }

    @Override
    public Thread loop(String name, Loop loop) {
      return daemon(name, new GuardedLoop(name, loop, this::failed));
    }

    private void failed(String thread, Throwable failure) {
      log.error("thread " + thread + " failed: " + failure);
    }

    private static Thread daemon(String name, Runnable work) {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    }
  }
}
