package org.benchmonitor.run.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the heap that retained figures hold, by the layout that HotSpot gives them: headers of
 * 12 bytes, references of 4, objects of multiples of 8. A test holds it against the heap.
 *
 * <p>Names of operations, types and collectors are shared and not counted.
 */
public final class ByteSizes {
  private static final long INSTANT = 24;
  private static final long LATENCY = 104;
  private static final long OPERATION = 32;
  private static final long FIGURES = 32;
  private static final long CORRECTED = 24;
  private static final long INTERVAL = 72;
  private static final long HISTOGRAM = 24 + 16;
  private static final long SYSTEM = 104 + 88;

  /** Of a long list, about so many elements are looked at. */
  private static final int LOOKED_AT = 50;

  private ByteSizes() {}

  /** An interval with its figures. */
  public static long of(Interval interval) {
    long size = interval.lateFigures().bytes() + INTERVAL + 2 * INSTANT + SYSTEM;
    int collectors = interval.system().collectors().size();
    size += list(collectors) + 32L * collectors;
    int types = interval.errors().types().size();
    size += types == 0 ? 0 : 16 + list(types) + 24L * types;
    size += list(interval.marks().size());
    for (Mark mark : interval.marks()) {
      size += 32 + INSTANT + (mark.durationNanos() == null ? 0 : 24) + text(mark.text());
    }
    return size;
  }

  /** The figures of all operations. */
  public static long of(Figures figures) {
    long size = FIGURES + of(figures.latency()) + of(figures.errorLatency());
    size += of(figures.corrected());
    size += list(figures.operations().size());
    for (OperationFigures operation : figures.operations()) {
      size += OPERATION + of(operation.latency()) + of(operation.errorLatency());
      size += of(operation.successes()) + of(operation.failures());
      size += of(operation.corrected());
    }
    return size;
  }

  private static long of(@Nullable Corrected corrected) {
    return corrected == null ? 0 : CORRECTED + of(corrected.latency()) + of(corrected.histogram());
  }

  private static long of(Latency latency) {
    return latency.isEmpty() ? 0 : LATENCY;
  }

  private static long of(EncodedHistogram histogram) {
    return histogram.isEmpty()
        ? 0
        : HISTOGRAM + array(histogram.bytes().length, 1) + array(histogram.bands().size(), 1);
  }

  /** A snapshot without its interval. */
  public static long of(Snapshot snapshot) {
    long size = 400 + snapshot.lateTotals().bytes() + snapshot.lateWarmupTotals().bytes();
    size += list(snapshot.run().phases().size()) + 48L * snapshot.run().phases().size();
    size += list(snapshot.workers().listed().size()) + ofWorkers(snapshot.workers().listed());
    size += list(snapshot.errors().byType().size());
    for (Errors.Type type : snapshot.errors().byType()) {
      size += 40 + 2 * INSTANT + of(type.operations()) + text(type.sampleMessage());
    }
    size += list(snapshot.errors().recent().size()) + list(snapshot.errors().fresh().size());
    return size + ofErrors(snapshot.errors().recent());
  }

  /**
   * The workers, as large as some of them are on average. Each tick asks once, so for minutes it is
   * the interpreter that looks at them.
   */
  private static long ofWorkers(List<WorkerFigures> listed) {
    int looked = 0;
    long size = 0;
    for (int i = 0; i < listed.size(); i += step(listed.size())) {
      size += 72 + text(listed.get(i).threadName());
      looked++;
    }
    return looked == 0 ? 0 : size * listed.size() / looked;
  }

  /** The errors, in the same way. */
  private static long ofErrors(List<ErrorEvent> recent) {
    int looked = 0;
    long size = 0;
    for (int i = 0; i < recent.size(); i += step(recent.size())) {
      size += 40 + INSTANT + text(recent.get(i).message()) + text(recent.get(i).threadName());
      looked++;
    }
    return looked == 0 ? 0 : size * recent.size() / looked;
  }

  private static int step(int size) {
    return 1 + size / LOOKED_AT;
  }

  private static long of(Map<String, Long> counts) {
    return 24 + array(4L * counts.size(), 4) + 24L * counts.size();
  }

  private static long text(@Nullable String text) {
    return text == null ? 0 : 24 + array(text.length(), 1);
  }

  /** An immutable list, without its elements; there is one empty list for all. */
  private static long list(int size) {
    return size == 0 ? 0 : 24 + array(size, 4);
  }

  private static long array(long length, int each) {
    return (16 + length * each + 7) / 8 * 8;
  }
}
