package com.acme.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the texts of options are read; a bad one is named together with what is allowed. */
final class Converters {
  private Converters() {}

  static final class Workers implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return (int) wholeNumber(text, 10_000);
    }
  }

  static final class Operations implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return wholeNumber(text, 1_000_000_000_000L);
    }
  }

  static final class Rate implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return number(text, 0.001, 10_000_000, "operations per second from 0.001 to 10000000");
    }
  }

  static final class ErrorRate implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return number(text, 0, 1, "a share from 0 to 1, such as 0.05");
    }
  }

  static final class Slowness implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return number(text, 0, 100, "a share from 0 to 100, such as 0.1");
    }
  }

  static final class Time implements ITypeConverter<Duration> {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Duration LONGEST = Duration.ofHours(24);

    @Override
    public Duration convert(String text) {
      Matcher matcher = TIME.matcher(text);
      if (matcher.matches()) {
        Duration time = of(Long.parseLong(matcher.group(1)), matcher.group(2));
        if (time.compareTo(LONGEST) <= 0) {
          return time;
        }
      }
      throw bad(text, "a time up to 24h in ms, s, m or h, such as 500ms, 30s or 2m");
    }

    private static Duration of(long amount, String unit) {
      return switch (unit) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        default -> Duration.ofHours(amount);
      };
    }
  }

  static final class Seed implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      if (!text.matches("-?\\d{1,18}")) {
        throw bad(text, "a whole number of at most 18 digits");
      }
      return Long.parseLong(text);
    }
  }

  static final class KindOfThreads implements ITypeConverter<ThreadKind> {
    @Override
    public ThreadKind convert(String text) {
      return named(text, ThreadKind.values());
    }
  }

  static final class WayToEnd implements ITypeConverter<End> {
    @Override
    public End convert(String text) {
      return named(text, End.values());
    }
  }

  static final class StallsOfCalls implements ITypeConverter<Stalls> {
    @Override
    public Stalls convert(String text) {
      int slash = text.indexOf('/');
      if (slash < 0) {
        throw bad(text, "a time and a number of calls, such as 200ms/500");
      }
      return new Stalls(
          new Time().convert(text.substring(0, slash)),
          wholeNumber(text.substring(slash + 1), 1_000_000_000));
    }
  }

  static final class MixOfOperations implements ITypeConverter<Mix> {
    @Override
    public Mix convert(String text) {
      try {
        return Mix.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "': " + e.getMessage());
      }
    }
  }

  private static long wholeNumber(String text, long highest) {
    if (text.matches("\\d{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= 1 && number <= highest) {
        return number;
      }
    }
    throw bad(text, "a whole number from 1 to " + highest);
  }

  private static double number(String text, double lowest, double highest, String allowed) {
    if (text.matches("\\d{1,12}(\\.\\d{1,12})?")) {
      double number = Double.parseDouble(text);
      if (number >= lowest && number <= highest) {
        return number;
      }
    }
    throw bad(text, allowed);
  }

  private static <T> T named(String text, T[] allowed) {
    for (T value : allowed) {
      if (value.toString().equals(text)) {
        return value;
      }
    }
    throw bad(text, "one of " + Arrays.toString(allowed));
  }

  private static TypeConversionException bad(String text, String allowed) {
    return new TypeConversionException("'" + text + "' is not " + allowed);
  }
}
