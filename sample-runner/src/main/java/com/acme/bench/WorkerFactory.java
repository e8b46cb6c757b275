package com.acme.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes the workers of one run, each with connections, documents and random sources of its own, so
 * that what a worker does depends on the settings and its index alone. One thread.
 */
final class WorkerFactory {
  private static final int DOCUMENTS = 200_000;
  private static final int DOCUMENTS_OF_WORKER = 2 * Workload.INITIAL;

  private final Settings settings;
  private final Database database;
  private final RunFigures figures;
  private final RunClock clock;
  private final StopSignal stop;
  private final SplittableRandom random;

  WorkerFactory(
      Settings settings, Database database, RunFigures figures, RunClock clock, StopSignal stop) {
    this.settings = settings;
    this.database = database;
    this.figures = figures;
    this.clock = clock;
    this.stop = stop;
    this.random = new SplittableRandom(settings.seed());
  }

  /**
   * @param worker the worker's index; to be called once for each, from 0
   */
  Worker create(int worker) throws SQLException {
    SplittableRandom own = random.split();
    return new Worker(
        workload(worker, own.split()),
        Pace.of(worker, settings.workers(), settings.ramp(), settings.rate()),
        List.of(warmup(own.split()), measured(worker, own.split())),
        clock,
        stop);
  }

  private Phase warmup(SplittableRandom source) {
    return new Phase(
        choices(source), Long.MAX_VALUE, settings.warmup().toNanos(), figures.warmup());
  }

  private Phase measured(int worker, SplittableRandom source) {
    return new Phase(
        choices(source),
        settings.length().operationsOf(worker, settings.workers()),
        settings.length().endNanos(settings.warmup().toNanos()),
        figures.measured());
  }

  private Choices choices(SplittableRandom source) {
    return new Choices(source, settings.mix(), settings.errorRate());
  }

  private Workload workload(int worker, SplittableRandom source) throws SQLException {
    Connection connection = database.connect();
    DocumentStore store = new DocumentStore(connection);
    int limit = Math.max(DOCUMENTS_OF_WORKER, DOCUMENTS / settings.workers());
    Workload workload =
        new Workload(
            store,
            settings.errorRate() > 0 ? impatientStore() : store,
            new Housekeeping(connection),
            new Documents(worker, limit, source),
            settings.stalls(),
            settings.slower());
    workload.load();
    return workload;
  }

  private DocumentStore impatientStore() throws SQLException {
    return new DocumentStore(database.connect(ContestedRows.LOCK_TIMEOUT));
  }
}
