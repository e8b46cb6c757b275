package org.benchmonitor.host.instrument;

import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A class file, read no further than is asked: what its type extends and implements, which texts it
 * contains, and how long its methods are.
 *
 * <p>Needs no library, because it looks at classes that the host loads while Byte Buddy is still
 * being loaded. Source: The Java Virtual Machine Specification, chapter 4.
 */
final class ClassHeader {
  private static final int FIRST_CONSTANT = 10;
  private static final int SYNTHETIC = 0x1000;

  private final byte[] bytes;
  private final int[] offsets;
  private final int afterConstants;

  /**
   * Reads the constant pool's offsets.
   *
   * @throws IllegalArgumentException if these are not the bytes of a class file
   */
  ClassHeader(byte[] bytes) {
    this.bytes = bytes;
    if (bytes.length < FIRST_CONSTANT || u2(0) != 0xCAFE || u2(2) != 0xBABE) {
      throw new IllegalArgumentException("not a class file");
    }
    this.offsets = new int[u2(8)];
    int at = FIRST_CONSTANT;
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = at;
      int tag = bytes[at];
      at += size(tag, at);
      if (tag == 5 || tag == 6) {
        i++;
      }
    }
    this.afterConstants = at;
  }

  /** The class file itself. */
  byte[] bytes() {
    return bytes;
  }

  private int size(int tag, int at) {
    return switch (tag) {
      case 1 -> 3 + u2(at + 1);
      case 5, 6 -> 9;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
      case 15 -> 4;
      case 7, 8, 16, 19, 20 -> 3;
      default -> throw new IllegalArgumentException("unknown constant " + tag);
    };
  }

  private int u2(int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  /** The internal names of the super class, if any, and of the interfaces. */
  List<String> parents() {
    List<String> parents = new ArrayList<>();
    String superName = className(u2(afterConstants + 4));
    if (superName != null) {
      parents.add(superName);
    }
    int count = u2(afterConstants + 6);
    for (int i = 0; i < count; i++) {
      String name = className(u2(afterConstants + 8 + 2 * i));
      if (name != null) {
        parents.add(name);
      }
    }
    return parents;
  }

  private @Nullable String className(int index) {
    return index == 0 ? null : utf8(u2(offsets[index] + 1));
  }

  private String utf8(int index) {
    int at = offsets[index];
    return new String(bytes, at + 3, u2(at + 1), StandardCharsets.UTF_8);
  }

  /** Whether a text stands in the constant pool. */
  boolean contains(byte[] text) {
    for (int offset : offsets) {
      if (isText(offset, text)) {
        return true;
      }
    }
    return false;
  }

  private boolean isText(int offset, byte[] text) {
    return offset != 0
        && bytes[offset] == 1
        && u2(offset + 1) == text.length
        && Arrays.equals(bytes, offset + 3, offset + 3 + text.length, text, 0, text.length);
  }

  /** The class file with one text of the constant pool, such as a class's name, put for another. */
  byte[] with(String text, String replacement) {
    byte[] old = text.getBytes(StandardCharsets.UTF_8);
    byte[] fresh = replacement.getBytes(StandardCharsets.UTF_8);
    for (int offset : offsets) {
      if (isText(offset, old)) {
        byte[] changed = new byte[bytes.length - old.length + fresh.length];
        int after = offset + 3 + old.length;
        System.arraycopy(bytes, 0, changed, 0, offset + 1);
        changed[offset + 1] = (byte) (fresh.length >> 8);
        changed[offset + 2] = (byte) fresh.length;
        System.arraycopy(fresh, 0, changed, offset + 3, fresh.length);
        System.arraycopy(bytes, after, changed, offset + 3 + fresh.length, bytes.length - after);
        return changed;
      }
    }
    return bytes;
  }

  /**
   * A method as the class file has it.
   *
   * @param codeLength the bytes of its bytecode, 0 without a body
   */
  record Method(int access, String name, String descriptor, int codeLength) {
    String key() {
      return name + descriptor;
    }

    boolean isAbstract() {
      return Modifier.isAbstract(access);
    }

    boolean isPrivate() {
      return Modifier.isPrivate(access);
    }

    boolean isSynthetic() {
      return (access & SYNTHETIC) != 0;
    }
  }

  List<Method> methods() {
    int at = afterConstants + 6;
    at += 2 + 2 * u2(at);
    int fields = u2(at);
    at += 2;
    for (int i = 0; i < fields; i++) {
      at = afterAttributes(at + 6);
    }
    int count = u2(at);
    at += 2;
    List<Method> methods = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      methods.add(new Method(u2(at), utf8(u2(at + 2)), utf8(u2(at + 4)), codeLength(at + 6)));
      at = afterAttributes(at + 6);
    }
    return methods;
  }

  /** The bytes of bytecode of each method that has a body, by name and descriptor. */
  Map<String, Integer> codeLengths() {
    Map<String, Integer> lengths = new HashMap<>();
    for (Method method : methods()) {
      if (method.codeLength > 0) {
        lengths.put(method.key(), method.codeLength);
      }
    }
    return lengths;
  }

  private int afterAttributes(int start) {
    int at = start + 2;
    for (int i = u2(start); i > 0; i--) {
      at += 6 + u4(at + 2);
    }
    return at;
  }

  private int codeLength(int start) {
    int at = start + 2;
    for (int i = u2(start); i > 0; i--) {
      if (utf8(u2(at)).equals("Code")) {
        return u4(at + 10);
      }
      at += 6 + u4(at + 2);
    }
    return 0;
  }

  private int u4(int at) {
    return u2(at) << 16 | u2(at + 2);
  }
}
