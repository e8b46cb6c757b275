/** Who may do what: names of the server, tokens, rate limit, key store. */
@NullMarked
package org.benchmonitor.server.access;

import org.jspecify.annotations.NullMarked;
