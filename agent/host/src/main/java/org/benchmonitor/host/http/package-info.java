/** What the monitor of a host sends to others over HTTP. */
@NullMarked
package org.benchmonitor.host.http;

import org.jspecify.annotations.NullMarked;
