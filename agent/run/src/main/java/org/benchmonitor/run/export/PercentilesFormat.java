package org.benchmonitor.run.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.histogram.LatencyHistogram.PercentilePoint;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.view.RunView;

/**
 * Writes the percentile distribution of all successful calls as HdrHistogram prints it, which its
 * plotters read. Values are in milliseconds.
 *
 * <p>Source: {@code AbstractHistogram.outputPercentileDistribution} of HdrHistogram 2.2.2.
 */
final class PercentilesFormat implements Format {
  private final boolean isCorrected;

  /**
   * Makes the format.
   *
   * @param isCorrected whether it has the corrected latencies, not the raw ones
   */
  PercentilesFormat(boolean isCorrected) {
    this.isCorrected = isCorrected;
  }

  private static final double NANOS = 1e6;
  private static final double ALL = 100;

  @Override
  public String name() {
    return isCorrected ? "percentiles-corrected" : "percentiles";
  }

  @Override
  public String mediaType() {
    return "text/plain";
  }

  @Override
  public String extension() {
    return "hgrm";
  }

  @Override
  public String description() {
    return isCorrected
        ? "the same of the latencies corrected for coordinated omission"
        : "percentile distribution of all latencies together, as HdrHistogram prints it";
  }

  @Override
  public void write(Excerpt excerpt, Pieces out) throws IOException {
    RunView run = excerpt.run();
    Figures figures = run.range(excerpt.intervals(), excerpt.operation(), out).figures();
    LatencyHistogram histogram =
        isCorrected
            ? HistogramView.corrected(run.digits(), figures, excerpt.operation())
            : HistogramView.successes(run.digits(), figures, excerpt.operation());
    write(
        out,
        String.format(
            Locale.ROOT,
            "%12s %14s %10s %14s\n\n",
            "Value",
            "Percentile",
            "TotalCount",
            "1/(1-Percentile)"));
    for (PercentilePoint point : histogram.percentiles()) {
      write(out, line(point));
      out.restIfDue();
    }
    Latency latency = histogram.latency();
    write(
        out,
        String.format(
            Locale.ROOT,
            "#[Mean    = %12.6f, StdDeviation   = %12.6f]\n#[Max     = %12.6f, Total count    ="
                + " %12d]\n",
            latency.meanNanos() / NANOS,
            latency.stddevNanos() / NANOS,
            latency.maxNanos() / NANOS,
            latency.count()));
  }

  private static String line(PercentilePoint point) {
    double share = point.percentile() / ALL;
    String line =
        String.format(
            Locale.ROOT, "%12.6f %2.12f %10d", point.valueNanos() / NANOS, share, point.count());
    return share < 1
        ? line + String.format(Locale.ROOT, " %14.2f\n", 1 / (1 - share))
        : line + "\n";
  }

  private static void write(Pieces out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
