/**
 * NanoHTTPD behind a guard: the only package that sees the library.
 *
 * <p>NanoHTTPD 2.3.1 lets its clients use any amount of the host's memory, threads and CPU. The
 * guard reads, bounds and checks every byte of a request before the library sees it. Every thread,
 * queue and wait has a bound. No failure leaves this package.
 */
@NullMarked
package org.benchmonitor.server.guard;

import org.jspecify.annotations.NullMarked;
