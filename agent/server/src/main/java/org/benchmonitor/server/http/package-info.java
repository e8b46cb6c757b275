/** Requests, responses and handlers, independent of the HTTP library. */
@NullMarked
package org.benchmonitor.server.http;

import org.jspecify.annotations.NullMarked;
