package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.util.List;

/** One question to whole JVMs, which it starts and ends itself; they run one after the other. */
interface Measurement {
  List<Row> measure(Setting setting) throws IOException, InterruptedException;
}
