package org.benchmonitor.host;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The file that the core's classes come from.
 *
 * @param file the jar
 * @param loader the core's own, closed when the monitor leaves the JVM
 * @param fault what is wrong with the file since the loader has opened it, and what to do; empty
 *     while all that was needed could be read
 */
public record CoreJar(Path file, Closeable loader, Supplier<String> fault) {}
