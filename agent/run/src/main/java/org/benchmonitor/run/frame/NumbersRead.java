package org.benchmonitor.run.frame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.frame.Numbers.Kind;

/** The names that a file has given numbers to so far; one thread. */
final class NumbersRead {
  private final List<List<String>> names = new ArrayList<>();
  private final Map<String, String> shown = new HashMap<>();

  NumbersRead() {
    for (int kind = 0; kind < Kind.values().length; kind++) {
      names.add(new ArrayList<>());
    }
  }

  /** Takes one frame of names. */
  void read(FrameInput in) throws BadFrame {
    int kind = in.small();
    int number = in.small();
    String name = in.text();
    String called = in.text();
    if (kind >= names.size()) {
      // Of a later version.
      return;
    }
    List<String> known = names.get(kind);
    if (number > known.size() || (number < known.size() && !known.get(number).equals(name))) {
      throw new BadFrame("the number " + number + " of a name is out of turn");
    }
    if (number == known.size()) {
      known.add(name);
    }
    if (kind == Kind.ERROR_TYPE.code) {
      shown.put(name, called);
    }
  }

  String name(Kind kind, int number) throws BadFrame {
    List<String> known = names.get(kind.code);
    if (number >= known.size()) {
      throw new BadFrame("no name has the number " + number);
    }
    return known.get(number);
  }

  /** What each type of error is called where it is shown, by its full name. */
  Map<String, String> shown() {
    return Map.copyOf(shown);
  }
}
