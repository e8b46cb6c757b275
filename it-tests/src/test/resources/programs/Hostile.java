import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** A run whose names are not meant well: operations, types of failures, messages and threads. */
public class Hostile {
  static final String IMAGE = "<img src=x onerror=window.hit=1>";

  static final List<String> NAMES =
      List.of(
          IMAGE,
          "</script><script>window.hit=1</script>",
          "\"onmouseover=\"window.hit=1\" 'x",
          "{{window.hit=1}}${window.hit=1}",
          "javascript:window.hit=1//",
          "two\u2028lines\u2029three",
          "\u202Egnp.exe\u202C turned",
          "\u200F\u05E9\u05DC\u05D5\u05DD\u200F",
          "before\0after",
          "high\uD800alone",
          "low\uDC00alone",
          "long" + "x".repeat(196),
          "__proto__",
          "constructor",
          "hasOwnProperty",
          "=1+1",
          "line\r\nbreak\ttab",
          "&lt;b&gt;&amp;",
          "%3Cb%3E#tab=log&op=x",
          "a b");

  public static void main(String[] args) throws Exception {
    Class<? extends Exception> marked = named("<img src=x onerror=hit=1>");
    for (String name : NAMES) {
      Thread thread =
          new Thread(
              () -> {
                Hostile hostile = new Hostile();
                for (int i = 0; ; i++) {
                  hostile.once(name, i, marked);
                }
              },
              name);
      thread.setDaemon(true);
      thread.start();
    }
    Thread.sleep(120_000);
  }

  private void once(String name, int i, Class<? extends Exception> marked) {
    try {
      call(name, i, marked);
      Thread.sleep(20);
    } catch (Exception thrown) {
      // It was meant to.
    }
  }

  /** Fails every fifth time: by what it returns, and by what it throws. */
  Answer call(String name, int i, Class<? extends Exception> marked) throws Exception {
    Thread.sleep(1);
    switch (i % 10) {
      case 4:
        return new Answer(false, name);
      case 8:
        throw marked.getConstructor(String.class).newInstance(name);
      case 9:
        throw new IllegalStateException(IMAGE + name);
      default:
        return new Answer(true, null);
    }
  }

  public record Answer(boolean isOk, String getName) {}

  /** An exception with a name that no compiler lets through. */
  private static Class<? extends Exception> named(String name) throws Exception {
    ClassDesc parent = Exception.class.describeConstable().orElseThrow();
    MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(name),
                made ->
                    made.withFlags(ClassFile.ACC_PUBLIC)
                        .withSuperclass(parent)
                        .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            type,
                            ClassFile.ACC_PUBLIC,
                            code ->
                                code.aload(0)
                                    .aload(1)
                                    .invokespecial(parent, ConstantDescs.INIT_NAME, type)
                                    .return_()));
    return MethodHandles.lookup().defineClass(bytes).asSubclass(Exception.class);
  }
}
