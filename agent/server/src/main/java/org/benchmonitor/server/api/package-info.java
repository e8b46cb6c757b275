/** The endpoints of the API and the stream, as docs/api.md describes them. */
@NullMarked
package org.benchmonitor.server.api;

import org.jspecify.annotations.NullMarked;
