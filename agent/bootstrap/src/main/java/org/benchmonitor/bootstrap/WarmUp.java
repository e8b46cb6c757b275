package org.benchmonitor.bootstrap;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/**
 * Runs each path of the probe once, before the host does. Agent or host thread.
 *
 * <p>A class first used where the stack ends fails to initialise and stays broken, and so does the
 * linkage of a call. So all that can run inside the host's methods runs once before the first site
 * is added, and what only callbacks need, before the first of those. It never touches {@code
 * CompletableFuture} or the common pool, because the host may still configure them.
 *
 * <p>No thread waits for another one's warm-up. A thread that loads a class may hold any lock of
 * the host's, or of another agent's, and the one that warms up may load classes as well.
 */
final class WarmUp {
  private static final AtomicBoolean BEGUN = new AtomicBoolean();
  private static final AtomicBoolean CALLBACKS_BEGUN = new AtomicBoolean();
  private static final AtomicBoolean PAIRS_BEGUN = new AtomicBoolean();

  /** Whether the stack or the heap had no room for it. */
  static volatile boolean withoutRoom;

  private WarmUp() {}

  /** Unless it has begun; nobody waits for whoever does it. */
  static void once() {
    if (BEGUN.compareAndSet(false, true)) {
      go();
    }
  }

  /**
   * The same on a stack that is long enough, and once more where a thread of the host's had no
   * room. Not for a thread that has operations of its own: it would be forgotten as a worker.
   */
  static void onAmpleStack() {
    once();
    if (withoutRoom) {
      go();
    }
  }

  private static void go() {
    try {
      withoutRoom = false;
      go(new Recording(2, 1, 1));
    } catch (VirtualMachineError noRoom) {
      withoutRoom = true;
    } catch (Throwable failure) {
      // The host's first operations take the paths that are left.
      return;
    }
  }

  private static void go(Recording recording) {
    try {
      Site site =
          recording
              .sites()
              .add("warm-up", new Rule(), new InstrumentedMethod("none", "none", null));
      go(recording, site);
      OpenFrames.learn();
    } finally {
      recording.sites().turnOff();
      WorkerTable.clear();
      Recording.forgetThisThread();
    }
  }

  private static void go(Recording recording, Site site) {
    Worker worker = recording.anyWorker();
    RuntimeException thrown = new IllegalStateException();
    Probe.exit(begin(worker, site), null);
    Probe.exit(begin(worker, site), thrown);
    Probe.exitWith(begin(worker, site), "", null);
    Probe.exitWith(begin(worker, site), "failed", null);
    Probe.exitAsync(begin(worker, site), "no stage", null);
    AsyncOperation first = new AsyncOperation(leave(begin(worker, site)), thrown);
    if (recording.inFlight().admit(first, thrown)) {
      recording.inFlight().addBriefly();
      recording.inFlight().enter(first, thrown);
    }
    AsyncOperation second = new AsyncOperation(leave(begin(worker, site)), thrown);
    AsyncOperation there = recording.inFlight().waitingFor(thrown);
    if (recording.inFlight().hasRoomBehind(there)) {
      recording.inFlight().addBehind(there, second);
    }
    first.accept(null, thrown);
    Probe.suppressed(new StackOverflowError(), site.id());
    Frame frame = begin(worker, site);
    begin(worker, site);
    Probe.suppressed(thrown, site.id());
    Probe.exitCallback(frame, null, null);
    site.countStageBeyond();
    withoutRoom(recording, worker);
  }

  /** Counts in the cells that are shared where there is no room. */
  private static void withoutRoom(Recording recording, Worker worker) {
    recording.reader().limitCells(0);
    Site another = recording.sites().add("without room", null);
    Probe.exit(begin(worker, another), null);
    worker.succeeded(another.operation(), CellLayout.HIGHEST);
  }

  private static Frame begin(Worker worker, Site site) {
    return worker.begin(site.id(), site.operation());
  }

  private static Frame leave(Frame frame) {
    frame.worker.leave(frame);
    return frame;
  }

  /** A rule with one failure. */
  private static final class Rule implements ResultRule {
    @Override
    public String errorOf(Object returned) {
      return "failed".equals(returned) ? "failed" : null;
    }
  }

  /** Warms up what stand-ins need of the JDK: proxies and a look at the stack. */
  static void callbacks() {
    if (!CALLBACKS_BEGUN.compareAndSet(false, true)) {
      return;
    }
    Recording recording = new Recording(2, 1, 1);
    try {
      InstrumentedMethod method =
          new InstrumentedMethod(
              WarmUp.class.getName(), "callbacks", new CallbackUse(0, null, Set.of(), null, null));
      Site site = recording.sites().add("warm-up", null, method);
      Worker worker = new Worker(recording, 1, Thread.currentThread());
      worker.writeTo(recording.stripeOfThisThread());
      Frame frame = begin(worker, site);
      AsyncOperation awaited = Probe.awaitCallback(Runnable.class, new Callback(), frame);
      if (awaited != null && awaited.takeCallback() instanceof Runnable callback) {
        callback.run();
      }
      Probe.exitCallback(frame, awaited, null);
    } catch (Throwable failure) {
      // The first callback takes the paths that are left.
    } finally {
      recording.sites().turnOff();
    }
  }

  /** Warms up what pairs need, before the first of them. */
  static void pairs() {
    if (!PAIRS_BEGUN.compareAndSet(false, true)) {
      return;
    }
    Recording recording = new Recording(2, 1, 1);
    try {
      PairOperation of = new PairOperation(false, false, true, 0);
      PairSite one = new PairSite(of, PairSite.Form.OBJECT, false, true, new Values());
      Site site = recording.sites().addPair("warm-up", null, one, null);
      Worker worker = new Worker(recording, 1, Thread.currentThread());
      worker.writeTo(recording.stripeOfThisThread());
      rehearse(site, worker, of);
    } catch (Throwable failure) {
      // The first pair takes the paths that are left.
    } finally {
      recording.sites().turnOff();
    }
  }

  private static void rehearse(Site site, Worker worker, PairOperation of) {
    PairTable table = worker.recording().pairs();
    Object[] values = {of, 1L};
    Pairs.end(site, table, 0, of, 0, null);
    Pairs.end(site, table, 0, of, 0, null);
    Pairs.start(site, worker, site.operation(), 0, of, 0);
    Pairs.start(site, worker, site.operation(), 0, "a value", 0);
    Pairs.start(site, worker, site.operation(), 0, "a value", 0);
    Pairs.startOf(site, worker, site.operation(), 0, values);
    Pairs.endOf(site, table, 0, values);
    table.takeUpTo(of, PairKey.groupHash(of, of, null), of, 1, null);
    table.remove(Pairs.start(site, worker, site.operation(), 0, of, 0));
    for (int i = 0; i < 2_000; i++) {
      // Until a share of the table has grown.
      Pairs.start(site, worker, site.operation(), 0, i, 0);
    }
    PairProbe.hasEnded();
    RecordedProbe.count(worker.begin(site.id(), site.operation()), values);
  }

  /** Rules of which the values are the key. */
  private static final class Values implements CallRules {
    @Override
    public int parts() {
      return 2;
    }

    @Override
    public Object part(int index, Object[] values) {
      return values[index];
    }

    @Override
    public Object part(Object value) {
      return value;
    }

    @Override
    public boolean applies(Object[] values) {
      return true;
    }

    @Override
    public Object failure(Object[] values) {
      return null;
    }

    @Override
    public Object failure(Object value) {
      return null;
    }

    @Override
    public void durations(Object[] values, LongConsumer each) {
      each.accept(1);
    }
  }

  /** A callback that does nothing. */
  private static final class Callback implements Runnable {
    @Override
    public void run() {
      // Empty: only the path to here counts.
    }
  }
}
