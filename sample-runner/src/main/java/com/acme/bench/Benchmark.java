package com.acme.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** One run: prepares database and workers, lets them work, and hands over what they measured. */
public final class Benchmark {
  private final Settings settings;
  private final StopSignal stop = new StopSignal();

  Benchmark(Settings settings) {
    this.settings = settings;
  }

  /**
   * @throws SQLException if the database cannot be opened or prepared
   * @throws ExecutionException if a worker broke down
   */
  RunReport run() throws SQLException, ExecutionException, InterruptedException {
    RunFigures figures = new RunFigures();
    RunClock clock = new RunClock();
    try (Database database = Database.open(settings.db())) {
      ContestedRows.prepare(database.connect());
      WorkerFactory factory = new WorkerFactory(settings, database, figures, clock, stop);
      List<FutureTask<Void>> workers = new ArrayList<>();
      for (int worker = 0; worker < settings.workers(); worker++) {
        workers.add(new FutureTask<>(factory.create(worker)));
      }
      clock.start();
      work(workers);
      return RunReport.of(settings, !stop.isGiven(), clock.elapsedNanos(), figures);
    }
  }

  /** Lets every worker finish the operation it is in and ends the run. Any thread; no waiting. */
  public void stop() {
    stop.give();
  }

  private void work(List<FutureTask<Void>> workers)
      throws ExecutionException, InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (FutureTask<Void> worker : workers) {
      threads.add(settings.threads().create("worker-" + (threads.size() + 1), worker));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    for (FutureTask<Void> worker : workers) {
      worker.get();
    }
  }
}
