package com.acme.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;

/** Runs the benchmark and reports it, even if the JVM is told to end in the middle. */
final class Application {
  private final Settings settings;
  private final Output output;

  Application(Settings settings, Output output) {
    this.settings = settings;
    this.output = output;
  }

  int run() throws SQLException, ExecutionException, InterruptedException, IOException {
    Benchmark benchmark = new Benchmark(settings);
    TextReport text = new TextReport(output.out(), output.timings());
    GracefulEnd end = GracefulEnd.of(benchmark::stop);
    try {
      text.begin(ConfigReport.of(settings));
      RunReport report = benchmark.run();
      if (output.json().isPresent()) {
        JsonReport.write(report, output.json().get());
      }
      text.end(report);
    } finally {
      end.done();
    }
    return 0;
  }
}
