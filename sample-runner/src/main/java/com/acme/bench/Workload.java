package com.acme.bench;

import com.acme.bench.Choices.Choice;
import java.sql.SQLException;

/**
 * What one worker does to its documents, and through which connection. One thread.
 *
 * <p>Only {@link #call} is an operation and measured; the bookkeeping around it is not.
 */
final class Workload {
  /** How many documents a worker starts with. */
  static final int INITIAL = 50;

  private final DocumentStore store;
  private final DocumentStore impatientStore;
  private final Housekeeping housekeeping;
  private final Documents documents;
  private final Stalls stalls;
  private final double slower;
  private long calls;

  Workload(
      DocumentStore store,
      DocumentStore impatientStore,
      Housekeeping housekeeping,
      Documents documents,
      Stalls stalls,
      double slower) {
    this.store = store;
    this.impatientStore = impatientStore;
    this.housekeeping = housekeeping;
    this.documents = documents;
    this.stalls = stalls;
    this.slower = slower;
  }

  /** Writes the documents that the worker starts with. */
  void load() throws SQLException {
    for (int i = 0; i < INITIAL; i++) {
      Document document = documents.fresh();
      housekeeping.insert(document);
      documents.created(document);
    }
  }

  Step prepare(Choice choice) throws SQLException {
    if (choice.fault() != Fault.NONE) {
      return new Step(choice.type(), choice.fault(), ContestedRows.target(choice.fault()));
    }
    if (choice.type() == OperationType.CREATE) {
      makeRoom();
      return new Step(choice.type(), choice.fault(), documents.fresh());
    }
    return new Step(choice.type(), choice.fault(), documents.pick());
  }

  /**
   * Executes an operation.
   *
   * @param dueNanos when it was due, by {@code System.nanoTime}; 0 if it was due at no time. A
   *     tracer would take it from here
   */
  void call(Step step, @SuppressWarnings("unused") long dueNanos) throws Exception {
    if (stalls.isDue(++calls)) {
      Thread.sleep(stalls.length().toMillis());
    }
    long begin = System.nanoTime();
    switch (step.type()) {
      case CREATE -> store.create(step.document());
      case READ -> store.read(step.document().id());
      case UPDATE -> storeFor(step.fault()).update(step.document());
      case DELETE -> store.delete(step.document().id());
    }
    if (slower > 0) {
      long end = System.nanoTime();
      long until = end + (long) (slower * (end - begin));
      while (System.nanoTime() - until < 0) {
        Thread.onSpinWait();
      }
    }
  }

  void succeeded(Step step) {
    switch (step.type()) {
      case CREATE -> documents.created(step.document());
      case UPDATE -> documents.updated();
      case DELETE -> documents.deleted();
      case READ -> {}
    }
  }

  private DocumentStore storeFor(Fault fault) {
    return fault == Fault.LOCKED_ROW ? impatientStore : store;
  }

  // Keeps a long run with more creates than deletes within the memory it began with.
  private void makeRoom() throws SQLException {
    if (documents.isFull()) {
      housekeeping.delete(documents.pick().id());
      documents.deleted();
    }
  }
}
