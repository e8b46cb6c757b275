package org.benchmonitor.run.export;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.benchmonitor.run.histogram.BucketBounds;
import org.benchmonitor.run.histogram.LatencyHistogram;

/**
 * Metrics as the text that Prometheus and those like it read; counters and buckets are written as
 * they are. One thread.
 */
public final class PrometheusText implements MetricSink {
  /** The two forms of the text. */
  public enum Form {
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    Form(String contentType) {
      this.contentType = contentType;
    }

    /** As it is sent. */
    public String contentType() {
      return contentType;
    }
  }

  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);
  private static final double NANOS = 1e9;

  private final Form form;
  private final Pieces out;
  private Family current = new Family(Kind.GAUGE, "", Unit.NONE, "", null);

  private PrometheusText(Form form, Pieces out) {
    this.form = form;
    this.out = out;
  }

  /**
   * Writes all series of a JVM.
   *
   * @throws IOException if nobody takes it
   */
  public static void write(Form form, Exposition exposition, Pieces out) throws IOException {
    PrometheusText text = new PrometheusText(form, out);
    exposition.writeTo(text, out);
    if (form == Form.OPEN_METRICS) {
      text.line("# EOF");
    }
  }

  @Override
  public void family(Family family) throws IOException {
    current = family;
    String name = headName(family);
    line("# HELP " + name + " " + family.help());
    line("# TYPE " + name + " " + type(family.kind()));
    String unit = unit(family.unit());
    if (form == Form.OPEN_METRICS && !unit.isEmpty()) {
      line("# UNIT " + name + " " + unit);
    }
  }

  /** Only OpenMetrics names the family without what its samples end with. */
  private String headName(Family family) {
    return form == Form.OPEN_METRICS ? family.name() : sampleName(family);
  }

  private static String sampleName(Family family) {
    return switch (family.kind()) {
      case COUNTER -> family.name() + "_total";
      case INFO -> family.name() + "_info";
      case GAUGE, HISTOGRAM -> family.name();
    };
  }

  private String type(Kind kind) {
    boolean isUnknownInfo = kind == Kind.INFO && form == Form.PROMETHEUS;
    return isUnknownInfo ? "gauge" : kind.name().toLowerCase(Locale.ROOT);
  }

  private static String unit(Unit unit) {
    return switch (unit) {
      case SECONDS -> "seconds";
      case BYTES -> "bytes";
      case NONE, RATIO -> "";
    };
  }

  @Override
  public void sample(long value, Label... labels) throws IOException {
    sample(Long.toString(value), labels);
  }

  @Override
  public void sample(double value, Label... labels) throws IOException {
    sample(number(value), labels);
  }

  private void sample(String value, Label... labels) throws IOException {
    String text = text(labels);
    line(sampleName(current), text, value);
    if (current.kind() == Kind.COUNTER) {
      created(text);
    }
  }

  @Override
  public void histogram(LatencyHistogram latencies, BucketBounds bounds, Label... labels)
      throws IOException {
    String name = current.name();
    String text = text(labels);
    String before = text.isEmpty() ? "le=\"" : text + ",le=\"";
    long[] counts = latencies.countsUpTo(bounds);
    for (int i = 0; i < counts.length; i++) {
      String bound = seconds(bounds.nanos(i));
      line(name + "_bucket", before + bound + '"', Long.toString(counts[i]));
    }
    line(name + "_bucket", before + "+Inf\"", Long.toString(latencies.count()));
    line(name + "_sum", text, number(latencies.sumNanos() / NANOS));
    line(name + "_count", text, Long.toString(latencies.count()));
    created(text);
  }

  private void created(String labels) throws IOException {
    Instant since = current.since();
    if (form == Form.OPEN_METRICS && since != null) {
      line(current.name() + "_created", labels, number(since.toEpochMilli() / 1e3));
    }
  }

  private void line(String name, String labels, String value) throws IOException {
    line(labels.isEmpty() ? name + " " + value : name + "{" + labels + "} " + value);
  }

  private void line(String text) throws IOException {
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Label... labels) {
    StringBuilder text = new StringBuilder();
    for (Label label : labels) {
      text.append(text.length() == 0 ? "" : ",").append(label.name()).append("=\"");
      escape(label.value(), text);
      text.append('"');
    }
    return text.toString();
  }

  private static void escape(String text, StringBuilder into) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> into.append("\\\\");
        case '"' -> into.append("\\\"");
        case '\n' -> into.append("\\n");
        default -> into.append(c);
      }
    }
  }

  /** Exact, and always the same text for the same bound. */
  static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    BigDecimal rounded = new BigDecimal(value, DIGITS).stripTrailingZeros();
    return rounded.toPlainString();
  }
}
