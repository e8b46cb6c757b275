import java.io.File;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.model.SystemConfig;

/** Apache Qpid's broker with all in memory, until it is killed. */
public class Broker {
  public static void main(String[] arguments) throws Exception {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put(SystemConfig.TYPE, "Memory");
    attributes.put(
        "initialConfigurationLocation", new File(arguments[0]).toURI().toURL().toExternalForm());
    new SystemLauncher().startup(attributes);
    Thread.sleep(Long.MAX_VALUE);
  }
}
