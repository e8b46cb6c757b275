/**
 * The immutable records that go from the sampler to every view; no behaviour but small derivations.
 */
@NullMarked
package org.benchmonitor.run.model;

import org.jspecify.annotations.NullMarked;
