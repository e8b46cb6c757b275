package com.acme.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What one worker knows of its own documents: it alone writes to its range of ids, so what it knows
 * is what the database holds. One thread.
 */
final class Documents {
  private static final long RANGE = 1L << 40;
  private static final String FILLER = " the quick brown fox jumps over the lazy dog".repeat(3);
  private static final int NONE = -1;

  private final List<Document> live = new ArrayList<>();
  private final SplittableRandom random;
  private final int limit;
  private long nextId;
  private int picked = NONE;

  /**
   * @param worker the worker's index, from 0
   * @param limit the number of documents from which on {@link #isFull} is true
   */
  Documents(int worker, int limit, SplittableRandom random) {
    this.random = random;
    this.limit = limit;
    this.nextId = worker * RANGE;
  }

  /** A document that does not exist yet. */
  Document fresh() {
    return new Document(nextId++, 1, body());
  }

  /** Any document that exists, with a new body; one that does not exist if there is none. */
  Document pick() {
    if (live.isEmpty()) {
      picked = NONE;
      return fresh();
    }
    picked = random.nextInt(live.size());
    Document document = live.get(picked);
    return new Document(document.id(), document.version(), body());
  }

  boolean isFull() {
    return live.size() >= limit;
  }

  void created(Document document) {
    live.add(document);
  }

  /** The document picked last has been updated. */
  void updated() {
    if (picked != NONE) {
      Document document = live.get(picked);
      live.set(picked, new Document(document.id(), document.version() + 1, document.body()));
    }
  }

  /** The document picked last has been deleted. */
  void deleted() {
    if (picked != NONE) {
      Document last = live.remove(live.size() - 1);
      if (picked < live.size()) {
        live.set(picked, last);
      }
      picked = NONE;
    }
  }

  private String body() {
    return random.nextInt() + FILLER;
  }
}
