package org.benchmonitor.tool.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.ApiRoutes;
import org.benchmonitor.server.api.Contexts;
import org.benchmonitor.server.http.Bodies;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API without a socket. */
final class TestApi {
  private TestApi() {}

  static Router router(ApiContext context) {
    Router router = new Router(request -> Response.empty(404));
    new ApiRoutes(context).addTo(router);
    return router;
  }

  static Router recorded(OpenedRuns runs) {
    return router(new ApiContext(runs, Contexts.jvm(), runs));
  }

  static Response send(Router router, String method, String path) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    int question = path.indexOf('?');
    if (question >= 0) {
      for (String one : path.substring(question + 1).split("&", -1)) {
        String[] pair = one.split("=", 2);
        parameters.computeIfAbsent(pair[0], name -> new ArrayList<>()).add(pair[1]);
      }
    }
    String bare = question < 0 ? path : path.substring(0, question);
    try {
      return router.handle(new Request(method, bare, parameters, Map.of(), Request.Body.NONE));
    } catch (HttpError error) {
      return error.toResponse();
    }
  }

  static String get(Router router, String path) {
    Response response = send(router, "GET", path);
    String body = Bodies.text(response);
    assertThat(response.status()).as(path + " " + body).isEqualTo(200);
    return body;
  }

  static JsonNode json(Router router, String path) {
    return JsonMapper.builder().build().readTree(get(router, path));
  }
}
