package org.benchmonitor.bench.whole;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.RunNotes;
import org.benchmonitor.run.thread.Rests;
import org.benchmonitor.server.MonitorServer;
import org.benchmonitor.server.access.ListenerSettings;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.Attachment;
import org.benchmonitor.server.api.ServingJvm;
import org.benchmonitor.server.api.StreamHub;
import org.benchmonitor.server.api.Suggesting;
import org.benchmonitor.server.guard.Limits;
import org.benchmonitor.server.http.LargeAnswers;
import org.benchmonitor.setup.config.BindAddress;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.config.Tokens;
import org.benchmonitor.setup.log.AgentLog;

/**
 * A host with the agent's own server, a long run that is there at once, and every core busy.
 *
 * <p>Arguments: operations, intervals. It ends when there is a file {@link #DONE} and prints what
 * the threads that answered used between two rests: the median, the 99th percentile and the maximum
 * in nanoseconds, and how many there were. What follows the last rest of an answer is counted with
 * what precedes the first of the next, small answers in between included. The maximum is mostly
 * that.
 */
final class ExportPiecesHost {
  static final String DONE = "done";

  private ExportPiecesHost() {}

  /** Notes the CPU time of each piece of work, then rests. */
  private static final class MeasuredRests implements Rests {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final ThreadLocal<Long> before = new ThreadLocal<>();
    private final List<Long> pieces = new ArrayList<>();

    @Override
    public void rest(long nanos) {
      long now = threads.getCurrentThreadCpuTime();
      Long since = before.get();
      if (since != null) {
        add(now - since);
      }
      Rests.REAL.rest(nanos);
      before.set(threads.getCurrentThreadCpuTime());
    }

    private synchronized void add(long piece) {
      pieces.add(piece);
    }

    private synchronized String figures() {
      List<Long> sorted = new ArrayList<>(pieces);
      Collections.sort(sorted);
      int last = sorted.size() - 1;
      return String.join(
          " ",
          sorted.get(last / 2).toString(),
          sorted.get((int) (last * 0.99)).toString(),
          sorted.get(last).toString(),
          Integer.toString(sorted.size()));
    }
  }

  @SuppressWarnings("SystemOut") // it is asked for by stdout
  public static void main(String[] arguments) throws InterruptedException {
    int operations = Integer.parseInt(arguments[0]);
    int intervals = Integer.parseInt(arguments[1]);
    MeasuredRests rests = new MeasuredRests();
    ApiContext context =
        new ApiContext(LongRun.of(operations, intervals), jvm(), new LargeAnswers(rests));
    MonitorServer server =
        new MonitorServer(
            new ListenerSettings(
                new BindAddress("localhost", 0),
                new Tokens(new Secret("the-token-that-controls"), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            context,
            new StreamHub(context),
            Limits.DEFAULT,
            new AgentThreads((thread, failure) -> {}));
    keepBusy();
    server.start(
        url -> System.err.println("[monitor] " + url),
        trouble -> System.err.println("not bound: " + trouble));
    while (!Files.exists(Path.of(DONE))) {
      Thread.sleep(50);
    }
    System.out.println(rests.figures());
    System.exit(0);
  }

  private static void keepBusy() {
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread busy = new Thread(ExportPiecesHost::compute, "busy-" + i);
      busy.setDaemon(true);
      busy.start();
    }
  }

  private static void compute() {
    while (true) {
      HostOperations.call(0, 0, 100_000, false);
    }
  }

  private static ServingJvm jvm() {
    return new ServingJvm(
        () -> ServerState.NONE,
        () -> Lifetime.NONE,
        host -> new OtherJvm(1, "", ""),
        List::of,
        new AgentLog(LogLevel.INFO, InstantSource.system()),
        (action, by) -> RunControl.Answer.DONE,
        RunNotes.CLOSED,
        new Attachment() {
          @Override
          public void change(List<OperationSpec> add, List<String> remove, String by) {}

          @Override
          public Suggesting suggesting() {
            throw new IllegalStateException("nothing is searched here");
          }

          @Override
          public void detach(String by) {}
        });
  }
}
