import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** ActiveMQ Artemis' broker with all in memory, until it is killed. */
public class ArtemisBroker {
  public static void main(String[] arguments) throws Exception {
    Configuration all = new ConfigurationImpl();
    all.setPersistenceEnabled(false).setSecurityEnabled(false);
    all.addAcceptorConfiguration("tcp", arguments[0]);
    new EmbeddedActiveMQ().setConfiguration(all).start();
    Thread.sleep(Long.MAX_VALUE);
  }
}
