/**
 * The hot path: the few classes that instrumented host classes call, defined in the boot loader.
 *
 * <p>JDK only. Everything here obeys four rules on a worker's thread: no lock, no blocking, no
 * allocation per operation, no call into host code. Fields shared between a worker and the sampler
 * are written with {@code setOpaque} and read with {@code getOpaque} (each value whole, no order
 * promised), structures are published with {@code setRelease} and read with {@code getAcquire}.
 * {@code docs/threads.md} lists every field with its owner and its access mode.
 */
package org.benchmonitor.bootstrap;
