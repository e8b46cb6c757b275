/** Requests, responses and handlers as the rest of the server sees them; no library in sight. */
@NullMarked
package org.benchmonitor.server.http;

import org.jspecify.annotations.NullMarked;
