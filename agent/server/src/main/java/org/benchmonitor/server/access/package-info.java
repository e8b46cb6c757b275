/** Access control: names of the server, tokens, rate limiter, key store. */
@NullMarked
package org.benchmonitor.server.access;

import org.jspecify.annotations.NullMarked;
