package org.benchmonitor.host.counter;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads the time stamp counter of an x86-64 processor by a few bytes of machine code, on Linux and
 * JDK 22 or newer. Any thread; reading never blocks and never allocates.
 *
 * <p>In a host this is a class of java.base: {@link CounterClass} renames it when it defines it.
 * There the JDK lets it call native code without a permission and without a warning. So it may name
 * no other class of the agent. What the JDK has only since 22 is named by texts, because the agent
 * is compiled for 17.
 *
 * <p>The page of the code is written first and made executable afterwards; it is never both. It
 * stays for the life of the JVM, because compiled code calls it.
 *
 * <p>The initialiser of this class makes the page. It fails with an {@code
 * ExceptionInInitializerError} where the system refuses.
 */
public final class TimeStampCounter {
  private static final String PACKAGE = "java.lang.foreign.";
  private static final long PAGE = 4096;
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int EXECUTE = 4;
  private static final int PRIVATE_ANONYMOUS = 0x22;
  private static final byte TRAP = (byte) 0xCC;

  private static final int PLAIN = 0;
  private static final int ORDERED = 16;

  /** {@code rdtsc; shl rdx, 32; or rax, rdx; ret}. */
  private static final int[] PLAIN_CODE = {
    0x0F, 0x31, 0x48, 0xC1, 0xE2, 0x20, 0x48, 0x09, 0xD0, 0xC3
  };

  /** The same behind {@code lfence}, which waits for all instructions before it. */
  private static final int[] ORDERED_CODE = {
    0x0F, 0xAE, 0xE8, 0x0F, 0x31, 0x48, 0xC1, 0xE2, 0x20, 0x48, 0x09, 0xD0, 0xC3
  };

  private static final MethodHandle TICKS;
  private static final MethodHandle TICKS_ORDERED;

  // What of java.lang.foreign is needed to make the page and to call it.
  private final MethodHandles.Lookup lookup = MethodHandles.lookup();
  private final Class<?> segmentType = type("MemorySegment");
  private final Class<?> optionType = type("Linker$Option");
  private final Class<?> layoutType = type("MemoryLayout");
  private final Class<?> descriptorType = type("FunctionDescriptor");
  private final Object linker;
  private final Object symbols;
  private final Object longLayout;
  private final Object intLayout;
  private final long address;

  static {
    try {
      TimeStampCounter code = new TimeStampCounter();
      TICKS = code.reader(PLAIN);
      TICKS_ORDERED = code.reader(ORDERED);
    } catch (Throwable refused) {
      throw new ExceptionInInitializerError(refused);
    }
  }

  /**
   * Reads the counter without waiting for anything: the processor may read it before instructions
   * that stand before this, or after some that stand behind it.
   */
  public static long ticks() {
    try {
      return (long) TICKS.invokeExact();
    } catch (RuntimeException | Error unchanged) {
      throw unchanged;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /**
   * Reads the counter once all instructions before this have executed, loads from memory included.
   * Stores may still be on their way out of the core.
   */
  public static long ticksOrdered() {
    try {
      return (long) TICKS_ORDERED.invokeExact();
    } catch (RuntimeException | Error unchanged) {
      throw unchanged;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Makes the page. */
  private TimeStampCounter() throws Throwable {
    Class<?> linkerType = type("Linker");
    Class<?> symbolsType = type("SymbolLookup");
    linker =
        lookup.findStatic(linkerType, "nativeLinker", MethodType.methodType(linkerType)).invoke();
    symbols =
        lookup
            .findVirtual(linkerType, "defaultLookup", MethodType.methodType(symbolsType))
            .invoke(linker);
    longLayout = layout("JAVA_LONG", "OfLong");
    intLayout = layout("JAVA_INT", "OfInt");
    address = map();
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(PACKAGE + name, true, null);
  }

  private Object layout(String field, String type) throws Throwable {
    return lookup
        .findStaticGetter(type("ValueLayout"), field, type("ValueLayout$" + type))
        .invoke();
  }

  private long map() throws Throwable {
    long page =
        (long)
            function("mmap", longLayout, longLayout, intLayout, intLayout, intLayout, longLayout)
                .invoke(0L, PAGE, READ | WRITE, PRIVATE_ANONYMOUS, -1, 0L);
    if (page == -1) {
      throw new IllegalStateException("no page");
    }
    try {
      write(page);
      protect(page);
    } catch (Throwable failure) {
      function("munmap", longLayout, longLayout).invoke(page, PAGE);
      throw failure;
    }
    return page;
  }

  private void protect(long page) throws Throwable {
    long refused =
        (long)
            function("mprotect", longLayout, longLayout, intLayout)
                .invoke(page, PAGE, READ | EXECUTE);
    // The function returns an int; the upper half of the register is undefined.
    if ((int) refused != 0) {
      throw new IllegalStateException("no executable page");
    }
  }

  private void write(long page) throws Throwable {
    MethodHandle reinterpret =
        lookup.findVirtual(
            segmentType, "reinterpret", MethodType.methodType(segmentType, long.class));
    MethodHandle asBuffer =
        lookup.findVirtual(segmentType, "asByteBuffer", MethodType.methodType(ByteBuffer.class));
    ByteBuffer bytes = (ByteBuffer) asBuffer.invoke(reinterpret.invoke(segment(page), PAGE));
    while (bytes.hasRemaining()) {
      bytes.put(TRAP);
    }
    put(bytes, PLAIN, PLAIN_CODE);
    put(bytes, ORDERED, ORDERED_CODE);
  }

  private static void put(ByteBuffer bytes, int offset, int[] code) {
    for (int i = 0; i < code.length; i++) {
      bytes.put(offset + i, (byte) code[i]);
    }
  }

  private Object segment(long at) throws Throwable {
    return lookup
        .findStatic(segmentType, "ofAddress", MethodType.methodType(segmentType, long.class))
        .invoke(at);
  }

  /** A function of the C library that returns a long. */
  private MethodHandle function(String name, Object... arguments) throws Throwable {
    MethodHandle find =
        lookup.findVirtual(
            type("SymbolLookup"), "find", MethodType.methodType(Optional.class, String.class));
    Optional<?> symbol = (Optional<?>) find.invoke(symbols, name);
    if (symbol.isEmpty()) {
      throw new NoSuchElementException(name);
    }
    return call(symbol.get(), List.of(arguments), Array.newInstance(optionType, 0));
  }

  /**
   * A method handle of type {@code ()long} for the code at an offset, called without the
   * transitions of a thread into native code: a garbage collection waits for it.
   */
  MethodHandle reader(int offset) throws Throwable {
    Object options = Array.newInstance(optionType, 1);
    Object critical =
        lookup
            .findStatic(optionType, "critical", MethodType.methodType(optionType, boolean.class))
            .invoke(false);
    Array.set(options, 0, critical);
    return call(segment(address + offset), List.of(), options);
  }

  private MethodHandle call(Object at, List<?> arguments, Object options) throws Throwable {
    Object layouts = Array.newInstance(layoutType, arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      Array.set(layouts, i, arguments.get(i));
    }
    Object descriptor =
        lookup
            .findStatic(
                descriptorType,
                "of",
                MethodType.methodType(descriptorType, layoutType, layouts.getClass()))
            .asFixedArity()
            .invoke(longLayout, layouts);
    return (MethodHandle)
        lookup
            .findVirtual(
                type("Linker"),
                "downcallHandle",
                MethodType.methodType(
                    MethodHandle.class, segmentType, descriptorType, options.getClass()))
            .asFixedArity()
            .invoke(linker, at, descriptor, options);
  }
}
