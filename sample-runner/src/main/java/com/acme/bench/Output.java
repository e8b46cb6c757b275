package com.acme.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** Where the report goes, and whether the text has timings beside the counts. */
record Output(PrintWriter out, Optional<Path> json, boolean timings) {}
