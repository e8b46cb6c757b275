/** The one JSON mapper, for the documents of the API, the registry and the command line. */
@NullMarked
package org.benchmonitor.run.json;

import org.jspecify.annotations.NullMarked;
