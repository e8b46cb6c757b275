import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Becomes another program, as a hardened system would run it: whoever makes a page executable with
 * mprotect gets EACCES. The JVM itself maps its code at once. Linux on x86-64, JDK 22 or newer.
 */
public class RefusingPages {
  private static final int PR_SET_SECCOMP = 22;
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int FILTER = 2;
  private static final int MPROTECT = 10;
  private static final int READ_AND_EXECUTE = 5;
  private static final int ALLOW = 0x7fff0000;
  private static final int EACCES = 0x50000 | 13;
  private static final int LOAD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int NUMBER = 0;
  private static final int THIRD_ARGUMENT = 32;

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  public static void main(String[] command) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment code = arena.allocate(6 * 8, 8);
      put(code, 0, LOAD, 0, 0, NUMBER);
      put(code, 1, JUMP_IF_EQUAL, 0, 3, MPROTECT);
      put(code, 2, LOAD, 0, 0, THIRD_ARGUMENT);
      put(code, 3, JUMP_IF_EQUAL, 0, 1, READ_AND_EXECUTE);
      put(code, 4, RETURN, 0, 0, EACCES);
      put(code, 5, RETURN, 0, 0, ALLOW);
      MemorySegment program = arena.allocate(16, 8);
      program.set(ValueLayout.JAVA_SHORT, 0, (short) 6);
      program.set(ValueLayout.ADDRESS, 8, code);
      MethodHandle prctl = function("prctl", LONG, LONG, LONG, LONG, LONG);
      check((long) prctl.invokeExact((long) PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L));
      check(
          (long)
              prctl.invokeExact((long) PR_SET_SECCOMP, (long) FILTER, program.address(), 0L, 0L));
      MemorySegment words = arena.allocate(8L * (command.length + 1), 8);
      for (int i = 0; i < command.length; i++) {
        words.set(ValueLayout.ADDRESS, 8L * i, arena.allocateFrom(command[i]));
      }
      words.set(ValueLayout.ADDRESS, 8L * command.length, MemorySegment.NULL);
      MemorySegment path = words.get(ValueLayout.ADDRESS, 0);
      check((long) function("execv", LONG, LONG).invokeExact(path.address(), words.address()));
    }
  }

  private static void put(MemorySegment code, int at, int what, int yes, int no, int value) {
    code.set(ValueLayout.JAVA_SHORT, at * 8L, (short) what);
    code.set(ValueLayout.JAVA_BYTE, at * 8L + 2, (byte) yes);
    code.set(ValueLayout.JAVA_BYTE, at * 8L + 3, (byte) no);
    code.set(ValueLayout.JAVA_INT, at * 8L + 4, value);
  }

  private static MethodHandle function(String name, ValueLayout.OfLong... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(), FunctionDescriptor.of(LONG, arguments));
  }

  /** Both return an int, so that only half of the register counts. */
  private static void check(long returned) {
    if ((int) returned != 0) {
      throw new IllegalStateException("refused");
    }
  }
}
