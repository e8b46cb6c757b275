import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;

/** Five requests that succeed to one that does not. */
public class Quick extends Simulation {
  {
    setUp(
            scenario("users")
                .exec(
                    repeat(Integer.getInteger("rounds", 20))
                        .on(
                            repeat(5).on(exec(http("quick").get("/"))),
                            exec(http("refused").get("/refused"))))
                .injectOpen(atOnceUsers(10)))
        .protocols(http.baseUrl(System.getProperty("base")));
  }
}
