package org.benchmonitor.run.otlp;

import java.util.Map;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.RunHeader;

/**
 * Who sends the metrics: the attributes of the resource.
 *
 * @param service what is measured; engines take it for the job
 * @param instance tells the JVM from all others of that name
 * @param host the machine's name, empty if it is not known
 * @param pid the process
 * @param tags the user's own words about the run
 * @param version the monitor's
 */
public record OtlpOrigin(
    String service,
    String instance,
    String host,
    long pid,
    Map<String, String> tags,
    String version) {
  private static final String TAG = "bench.tag.";

  /** By OpenTelemetry's conventions, where nothing has a name. */
  private static final String UNKNOWN = "unknown_service:java";

  /**
   * That of the JVM of a run.
   *
   * @param hostName the machine's, empty if it is not known
   */
  public static OtlpOrigin of(RunHeader header, String hostName) {
    HostFacts host = header.host();
    String scenario = host.scenario();
    return new OtlpOrigin(
        scenario == null ? program(host.mainClass()) : scenario,
        instance(hostName, header),
        hostName,
        host.pid(),
        header.tags(),
        host.version());
  }

  /** Processes of one number, in containers or one after the other, are told apart. */
  private static String instance(String hostName, RunHeader header) {
    String process = (hostName.isEmpty() ? "localhost" : hostName) + ":" + header.host().pid();
    return header.started().isEmpty()
        ? process
        : process + ":" + Integer.toHexString(header.started().hashCode());
  }

  /** The main class, or the name of the jar without the directories that it is in. */
  private static String program(String started) {
    boolean isJar = started.endsWith(".jar");
    String name = isJar ? started.replaceAll("^.*[/\\\\]", "") : started;
    return name.isEmpty() ? UNKNOWN : name;
  }

  /** Writes it as a resource. */
  void writeTo(ProtobufWriter writer, int field) {
    int resource = writer.begin(field);
    attribute(writer, "service.name", service);
    attribute(writer, "service.instance.id", instance);
    if (!host.isEmpty()) {
      attribute(writer, "host.name", host);
    }
    int pair = writer.begin(Otlp.ATTRIBUTES);
    writer.text(Otlp.KEY, "process.pid");
    int value = writer.begin(Otlp.VALUE);
    writer.number(Otlp.INT_VALUE, pid);
    writer.end(value);
    writer.end(pair);
    tags.forEach((key, text) -> attribute(writer, TAG + key, text));
    writer.end(resource);
  }

  private static void attribute(ProtobufWriter writer, String key, String text) {
    Otlp.attribute(writer, Otlp.ATTRIBUTES, key, text);
  }
}
