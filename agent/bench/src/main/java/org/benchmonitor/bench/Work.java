package org.benchmonitor.bench;

/** The operations that are measured. */
public enum Work {
  NOTHING("nothing", Operation.Nothing.class.getName()),
  MICROSECOND("1 us", Operation.Microsecond.class.getName()),
  THROWING("throws", Operation.Throwing.class.getName()),
  PAIR("begin in one method and end in another", Operation.Paired.class.getName());

  private final String label;
  private final String className;

  Work(String label, String className) {
    this.label = label;
    this.className = className;
  }

  Operation newOperation() {
    return switch (this) {
      case NOTHING -> new Operation.Nothing();
      case MICROSECOND -> new Operation.Microsecond();
      case THROWING -> new Operation.Throwing();
      case PAIR -> new Operation.Paired();
    };
  }

  /** Whether a budget is about this; a microsecond hides what the budgets are about. */
  boolean isOfBudget() {
    return this != MICROSECOND;
  }

  String label() {
    return label;
  }

  /** What this agent is told to watch. */
  String pattern() {
    return this == PAIR
        ? "%1$s#start,key=arg:0,end=%1$s#end,end.key=arg:0".formatted(className)
        : className + "#run";
  }

  /** The name of the class that an agent is told to instrument. */
  String className() {
    return className;
  }
}
