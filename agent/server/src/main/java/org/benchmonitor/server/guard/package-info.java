/**
 * NanoHTTPD behind a guard: the only package that sees the library.
 *
 * <p>NanoHTTPD 2.3.1 trusts its clients with the host's memory, threads and processor. Here every
 * byte of a request is read, bounded and checked before the library sees it, every thread, queue
 * and wait has a bound, and no failure leaves this package.
 */
@NullMarked
package org.benchmonitor.server.guard;

import org.jspecify.annotations.NullMarked;
