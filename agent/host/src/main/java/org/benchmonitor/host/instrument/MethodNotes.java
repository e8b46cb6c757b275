package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import org.benchmonitor.setup.pattern.OperationPattern;

/** What whoever reads a method's figures must know about them, as texts for people. */
final class MethodNotes {
  private static final String SYNCHRONIZED =
      "synchronized: the wait for its lock comes before its first instruction and is not in the"
          + " latency; name the method that calls it to include it";

  private MethodNotes() {}

  static List<String> of(OperationPattern pattern, MethodDescription.InDefinedShape method) {
    List<String> notes = new ArrayList<>();
    if (method.isSynchronized()) {
      notes.add(SYNCHRONIZED);
    }
    if (pattern.async() == OperationPattern.Async.AUTO) {
      String missing = ReturnedStage.of(method.getReturnType().asErasure()).missing();
      if (missing != null) {
        notes.add(
            "there is no class file of "
                + missing
                + ", which it returns or which is above that: each returned object is asked whether"
                + " it is a CompletionStage");
      }
    }
    return notes;
  }
}
