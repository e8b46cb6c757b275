package org.benchmonitor.setup.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The host waits while options are read, so nothing but the JDK may load. */
class StartWithoutLibrariesTest {
  /** Defines the classes of the monitor anew and notes every class that it asks its parent for. */
  private static final class Watching extends ClassLoader {
    final List<String> asked = new ArrayList<>();

    Watching() {
      super(AgentConfig.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        if (!name.startsWith("org.benchmonitor.")) {
          asked.add(name);
          return super.loadClass(name, resolve);
        }
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
          byte[] bytes = in.readAllBytes();
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }
  }

  private static List<String> classesAskedFor(String arguments) throws Exception {
    Watching loader = new Watching();
    Method load = loader.loadClass(AgentConfig.class.getName()).getMethod("load", String.class);
    assertThat(load.invoke(null, arguments)).isNotNull();
    assertThat(loader.asked).isNotEmpty();
    return loader.asked;
  }

  @Test
  void withoutAFileOnlyTheJdkLoads() throws Exception {
    List<String> asked = classesAskedFor("address=:0,op=a=com.acme.A#m(int,long),ok=return:true");
    assertThat(asked).allMatch(name -> name.startsWith("java."));
    assertThat(asked)
        .noneMatch(name -> name.startsWith("java.util.regex."))
        .doesNotContain(
            "java.lang.invoke.LambdaMetafactory",
            "java.lang.invoke.StringConcatFactory",
            "java.lang.runtime.ObjectMethods",
            "java.util.Formatter")
        .noneMatch(name -> name.startsWith("java.util.logging."));
  }

  @Test
  void withAFileTheYamlLibraryLoads() throws Exception {
    assertThat(classesAskedFor("config=pom.xml"))
        .anyMatch(name -> name.startsWith("tools.jackson."));
  }
}
