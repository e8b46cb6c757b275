package org.benchmonitor.host.instrument.targets;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks operations of {@link Annotated}. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Operation {}
