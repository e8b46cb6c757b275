package com.acme.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** The share of each operation in percent; the shares add up to 100. */
record Mix(Map<OperationType, Integer> percents) {
  private static final String ALLOWED =
      "allowed are create, read, update and delete with whole percents that add up to 100,"
          + " as in create=20,read=60,update=15,delete=5";

  Mix {
    int sum = percents.values().stream().mapToInt(Integer::intValue).sum();
    if (sum != 100) {
      throw new IllegalArgumentException("the shares add up to " + sum + "; " + ALLOWED);
    }
    percents = Map.copyOf(percents);
  }

  static Mix parse(String text) {
    Map<OperationType, Integer> percents = new EnumMap<>(OperationType.class);
    for (String share : text.split(",", -1)) {
      List<String> sides = List.of(share.split("=", -1));
      if (sides.size() != 2) {
        throw new IllegalArgumentException("'" + share + "' is not operation=percent; " + ALLOWED);
      }
      OperationType type = type(sides.get(0));
      if (percents.put(type, percent(sides.get(1))) != null) {
        throw new IllegalArgumentException("'" + type + "' is given twice; " + ALLOWED);
      }
    }
    return new Mix(percents);
  }

  OperationType choose(SplittableRandom random) {
    int point = random.nextInt(100);
    for (OperationType type : OperationType.values()) {
      point -= percent(type);
      if (point < 0) {
        return type;
      }
    }
    throw new AssertionError("shares of " + this + " do not add up to 100");
  }

  int percent(OperationType type) {
    return percents.getOrDefault(type, 0);
  }

  @Override
  public String toString() {
    List<OperationType> types = new ArrayList<>(List.of(OperationType.values()));
    types.removeIf(type -> percent(type) == 0);
    return types.stream().map(type -> type + "=" + percent(type)).collect(Collectors.joining(","));
  }

  private static OperationType type(String name) {
    return OperationType.named(name)
        .orElseThrow(
            () -> new IllegalArgumentException("'" + name + "' is no operation; " + ALLOWED));
  }

  private static int percent(String text) {
    if (!text.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("'" + text + "' is no percentage; " + ALLOWED);
    }
    return Integer.parseInt(text);
  }
}
