/**
 * The hot path: the few classes that instrumented host classes call, defined in the boot loader.
 *
 * <p>JDK only. Four rules hold on a worker's thread: no lock, no blocking, no allocation for a
 * synchronous call, no call into host code. The exceptions are outside of the common path:
 *
 * <ol>
 *   <li>The first use of a name or an error type takes a short lock.
 *   <li>A paused worker waits at the gate.
 *   <li>A rule calls the method of the returned value that the user named. An asynchronous
 *       operation asks the returned stage for a dependent, calls the callback that it stands in
 *       for, or lets a library's operators make what is given back instead.
 * </ol>
 *
 * <p>Counters shared between a worker and the sampler are written with {@code setOpaque} and read
 * with {@code getOpaque}: each value is whole, no order is promised. Structures are published with
 * {@code setRelease} or a compare-and-set and read with {@code getAcquire}. {@code docs/threads.md}
 * lists every shared field with its owner and its access mode.
 */
package org.benchmonitor.bootstrap;
