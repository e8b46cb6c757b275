package org.benchmonitor.server.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Maps paths to handlers; filled once, then read by all threads.
 *
 * <p>{@code HEAD} is answered as {@code GET} without its body, {@code OPTIONS} with the methods.
 */
public final class Router implements Handler {
  /** One route, as {@code GET /api} lists it. */
  public record Route(String method, String path, String description) {}

  private final Map<String, Map<String, Handler>> handlers = new LinkedHashMap<>();
  private final List<Route> routes = new ArrayList<>();
  private final Handler otherwise;

  /**
   * Makes an empty router.
   *
   * @param otherwise answers GET for all paths without a route
   */
  public Router(Handler otherwise) {
    this.otherwise = otherwise;
  }

  /** Adds a route for GET. */
  public void get(String path, String description, Handler handler) {
    add("GET", path, description, handler);
  }

  /** Adds a route for POST; who may post is checked before any route. */
  public void post(String path, String description, Handler handler) {
    add("POST", path, description, handler);
  }

  private void add(String method, String path, String description, Handler handler) {
    handlers.computeIfAbsent(path, key -> new LinkedHashMap<>()).put(method, handler);
    routes.add(new Route(method, path, description));
  }

  /** Lists a route that is served elsewhere, such as the stream. */
  public void list(String path, String description) {
    routes.add(new Route("GET", path, description));
  }

  public List<Route> routes() {
    return List.copyOf(routes);
  }

  @Override
  public Response handle(Request request) {
    Map<String, Handler> byMethod = handlers.getOrDefault(request.path(), Map.of("GET", otherwise));
    String method = request.method();
    TreeSet<String> allowed = new TreeSet<>(byMethod.keySet());
    allowed.add("OPTIONS");
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    String allow = String.join(", ", allowed);
    if (method.equals("OPTIONS")) {
      return Response.empty(204).with("Allow", allow);
    }
    Handler handler = byMethod.get(method.equals("HEAD") ? "GET" : method);
    if (handler == null) {
      return Response.error(
              405,
              "method_not_allowed",
              "the method of " + request.path() + " is " + method + ", allowed are " + allow,
              "GET /api lists every endpoint")
          .with("Allow", allow);
    }
    Response response = handler.handle(request);
    return method.equals("HEAD") ? response.withoutBody() : response;
  }
}
