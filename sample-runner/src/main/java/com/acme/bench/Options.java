package com.acme.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: filled by picocli, checked as a whole, and turned into a run. */
@Command(
    name = "sample-runner",
    description = "Runs a mix of create, read, update and delete on an embedded H2 database.",
    version = "sample-runner 1.0",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class Options implements Callable<Integer> {
  private static final Duration DEFAULT_DURATION = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;

  @Option(
      names = "--workers",
      paramLabel = "<number>",
      defaultValue = "4",
      converter = Converters.Workers.class,
      description = "Threads that work at the same time (default: ${DEFAULT-VALUE}).")
  private int workers;

  @ArgGroup private LengthOptions length;

  @Option(
      names = "--mix",
      paramLabel = "<shares>",
      defaultValue = "create=20,read=60,update=15,delete=5",
      converter = Converters.MixOfOperations.class,
      description = "Share of each operation in percent (default: ${DEFAULT-VALUE}).")
  private Mix mix;

  @Option(
      names = "--rate",
      paramLabel = "<number>",
      converter = Converters.Rate.class,
      description = "Operations per second of all workers, as an open loop (default: unlimited).")
  private Double rate;

  @Option(
      names = "--warmup",
      paramLabel = "<time>",
      defaultValue = "0s",
      converter = Converters.Time.class,
      description = "Time before the measured part, reported apart (default: ${DEFAULT-VALUE}).")
  private Duration warmup;

  @Option(
      names = "--ramp",
      paramLabel = "<time>",
      defaultValue = "0s",
      converter = Converters.Time.class,
      description = "Time over which the workers join (default: ${DEFAULT-VALUE}).")
  private Duration ramp;

  @Option(
      names = "--threads",
      paramLabel = "<kind>",
      defaultValue = "platform",
      converter = Converters.KindOfThreads.class,
      description = "platform or virtual (default: ${DEFAULT-VALUE}).")
  private ThreadKind threads;

  @Option(
      names = "--error-rate",
      paramLabel = "<share>",
      defaultValue = "0",
      converter = Converters.ErrorRate.class,
      description = "Share of updates that fail, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double errorRate;

  @Option(
      names = "--stall",
      paramLabel = "<time>/<number>",
      converter = Converters.StallsOfCalls.class,
      description = "Lets one in so many calls of each worker stand still (default: none).")
  private Stalls stalls = Stalls.NONE;

  @Option(
      names = "--slower",
      paramLabel = "<share>",
      defaultValue = "0",
      converter = Converters.Slowness.class,
      description =
          "Lets each operation take longer by this share of its time (default: ${DEFAULT-VALUE}).")
  private double slower;

  @Option(
      names = "--db",
      paramLabel = "<file>",
      description = "File of the database, without its .mv.db (default: in memory).")
  private Path db;

  @Option(
      names = "--seed",
      paramLabel = "<number>",
      defaultValue = "1",
      converter = Converters.Seed.class,
      description = "The same seed gives the same operations (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--json",
      paramLabel = "<file>",
      description = "Writes the report to this file, too.")
  private Path json;

  @Option(names = "--no-timings", description = "Prints counts only.")
  private boolean noTimings;

  @Option(
      names = "--end",
      paramLabel = "<way>",
      defaultValue = "return",
      converter = Converters.WayToEnd.class,
      description = "How the program ends: return from main or exit (default: ${DEFAULT-VALUE}).")
  private End end;

  private static final class LengthOptions {
    @Option(
        names = "--duration",
        paramLabel = "<time>",
        converter = Converters.Time.class,
        description = "Length of the measured part, such as 500ms, 30s, 2m (default: 10s).")
    private Duration duration;

    @Option(
        names = "--operations",
        paramLabel = "<number>",
        converter = Converters.Operations.class,
        description = "Operations of the measured part, of all workers together.")
    private Long operations;
  }

  @Override
  public Integer call() throws Exception {
    return new Application(settings(), output()).run();
  }

  Settings settings() {
    check(
        threads.isSupported(),
        "--threads",
        threads,
        "needs Java 21 or newer, this is Java " + Runtime.version().feature());
    // H2 takes what follows a semicolon for its own settings.
    check(db == null || !db.toString().contains(";"), "--db", db, "must not contain ';'");
    return new Settings(
        workers,
        length(),
        mix,
        rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
        warmup,
        ramp,
        threads,
        errorRate,
        stalls,
        slower,
        Optional.ofNullable(db),
        seed);
  }

  Output output() {
    if (json != null) {
      Path folder = json.toAbsolutePath().getParent();
      check(
          folder != null && Files.isDirectory(folder), "--json", json, "is in no existing folder");
      check(!Files.isDirectory(json), "--json", json, "is a folder, not a file");
    }
    return new Output(spec.commandLine().getOut(), Optional.ofNullable(json), !noTimings);
  }

  End end() {
    return end;
  }

  private Length length() {
    if (length == null) {
      return Length.ofDuration(DEFAULT_DURATION);
    }
    return length.operations != null
        ? Length.ofOperations(length.operations)
        : Length.ofDuration(length.duration);
  }

  private void check(boolean allowed, String option, Object value, String problem) {
    if (!allowed) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '" + option + "': '" + value + "' " + problem);
    }
  }
}
