package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import org.benchmonitor.setup.pattern.OperationPattern;
import org.jspecify.annotations.Nullable;

/** What whoever reads a method's figures must know about them, as texts for people. */
final class MethodNotes {
  private static final String SYNCHRONIZED =
      "synchronized: the latency does not include the wait for its lock, which comes before its"
          + " first instruction; to include it, name the method that calls this one";

  private MethodNotes() {}

  static List<String> of(
      OperationPattern pattern,
      MethodDescription.InDefinedShape method,
      @Nullable LaterResult later) {
    List<String> notes = new ArrayList<>();
    if (method.isSynchronized()) {
      notes.add(SYNCHRONIZED);
    }
    if (later != null) {
      notes.add(later.note());
    }
    if (pattern.awaitsReturned()) {
      String missing = ReturnedStage.of(method.getReturnType().asErasure()).missing();
      if (missing != null) {
        notes.add(
            "there is no class file of "
                + missing
                + ", a type that it returns or a type above that one; so each returned object is"
                + " tested for being a CompletionStage");
      }
    }
    return notes;
  }
}
