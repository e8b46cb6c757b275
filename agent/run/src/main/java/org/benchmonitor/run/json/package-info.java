/** Trees of JSON, as the documents of the API and the registry are made of. */
@NullMarked
package org.benchmonitor.run.json;

import org.jspecify.annotations.NullMarked;
