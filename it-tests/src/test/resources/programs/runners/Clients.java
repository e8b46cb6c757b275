import com.github.fppt.jedismock.RedisServer;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.ProtocolVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.util.EntityUtils;
import org.bson.Document;
import redis.clients.jedis.JedisPooled;

/** Calls client libraries, each a known number of times, and prints how often. */
public class Clients {
  private static final int TIMES = 50;

  public static void main(String[] words) throws Exception {
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals("then")) {
        Class.forName(words[i + 1])
            .getMethod("main", String[].class)
            .invoke(null, (Object) Arrays.copyOfRange(words, i + 2, words.length));
        return;
      }
      one(words[i]);
    }
    System.exit(0);
  }

  private static void one(String library) throws Exception {
    switch (library) {
      case "java-net-http" -> javaNetHttp(serve());
      case "httpclient4" -> httpClient4(serve());
      case "httpclient5" -> httpClient5(serve());
      case "okhttp" -> okHttp(serve());
      case "jdbc" -> jdbc();
      case "jedis" -> jedis();
      case "lettuce" -> lettuce();
      case "mongodb" -> mongodb();
      default -> throw new IllegalArgumentException(library);
    }
  }

  private static void print(String operation, int count) {
    System.out.println(operation + " " + count);
  }

  private static String serve() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(4));
    byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private static void javaNetHttp(String url) throws Exception {
    java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
    java.net.http.HttpRequest request =
        java.net.http.HttpRequest.newBuilder(URI.create(url)).build();
    for (int i = 0; i < TIMES; i++) {
      client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
      client.sendAsync(request, java.net.http.HttpResponse.BodyHandlers.ofString()).join();
    }
    print("http", 2 * TIMES);
  }

  private static void httpClient4(String url) throws Exception {
    try (var client = org.apache.http.impl.client.HttpClients.createDefault()) {
      for (int i = 0; i < TIMES; i++) {
        var request = new org.apache.http.client.methods.HttpGet(url);
        try (CloseableHttpResponse response = client.execute(request)) {
          EntityUtils.consume(response.getEntity());
        }
        client.execute(request, response -> EntityUtils.toString(response.getEntity()));
      }
    }
    print("http", 2 * TIMES);
  }

  private static void httpClient5(String url) throws Exception {
    try (var client = org.apache.hc.client5.http.impl.classic.HttpClients.createDefault()) {
      for (int i = 0; i < TIMES; i++) {
        var request = new org.apache.hc.client5.http.classic.methods.HttpGet(url);
        try (var response = client.executeOpen(null, request, null)) {
          org.apache.hc.core5.http.io.entity.EntityUtils.consume(response.getEntity());
        }
        client.execute(
            request,
            response ->
                org.apache.hc.core5.http.io.entity.EntityUtils.toString(response.getEntity()));
      }
    }
    print("http", 2 * TIMES);
    httpClient5Async(url);
  }

  /** With a callback and without one, and one request that nobody answers. */
  private static void httpClient5Async(String url) throws Exception {
    try (var client = org.apache.hc.client5.http.impl.async.HttpAsyncClients.createDefault()) {
      client.start();
      CountDownLatch ended = new CountDownLatch(TIMES);
      var callback =
          new org.apache.hc.core5.concurrent.FutureCallback<SimpleHttpResponse>() {
            @Override
            public void completed(SimpleHttpResponse response) {
              ended.countDown();
            }

            @Override
            public void failed(Exception failure) {}

            @Override
            public void cancelled() {}
          };
      for (int i = 0; i < TIMES; i++) {
        client.execute(SimpleRequestBuilder.get(url).build(), callback);
        client.execute(SimpleRequestBuilder.get(url).build(), null).get();
      }
      ended.await();
      try {
        client.execute(SimpleRequestBuilder.get("http://127.0.0.1:1/").build(), null).get();
      } catch (ExecutionException refused) {
        print("http", 2 * TIMES + 1);
      }
    }
  }

  private static void okHttp(String url) throws Exception {
    OkHttpClient client = new OkHttpClient();
    okhttp3.Request request = new okhttp3.Request.Builder().url(url).build();
    CountDownLatch ended = new CountDownLatch(TIMES);
    for (int i = 0; i < TIMES; i++) {
      client.newCall(request).execute().close();
      client
          .newCall(request)
          .enqueue(
              new okhttp3.Callback() {
                @Override
                public void onFailure(okhttp3.Call call, IOException failure) {
                  ended.countDown();
                }

                @Override
                public void onResponse(okhttp3.Call call, okhttp3.Response response) {
                  response.close();
                  ended.countDown();
                }
              });
    }
    ended.await();
    print("http", 2 * TIMES);
  }

  /** Through a pool, whose statements call those of the driver, and without one. */
  private static void jdbc() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:clients");
    config.setMaximumPoolSize(1);
    config.setAutoCommit(false);
    int sql = 0;
    try (HikariDataSource pool = new HikariDataSource(config);
        Connection connection = pool.getConnection()) {
      sql += calls(connection, "pooled");
    }
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:direct")) {
      connection.setAutoCommit(false);
      sql += calls(connection, "direct");
    }
    print("sql", sql);
    print("commit", 2 * TIMES);
    print("rollback", 2);
  }

  private static int calls(Connection connection, String table) throws SQLException {
    int calls = 2;
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table " + table + "(id int primary key, name varchar(40))");
      try (PreparedStatement insert =
              connection.prepareStatement("insert into " + table + " values(?, ?)");
          PreparedStatement read =
              connection.prepareStatement("select name from " + table + " where id = ?")) {
        for (int i = 0; i < TIMES; i++) {
          insert.setInt(1, i);
          insert.setString(2, "name " + i);
          insert.executeUpdate();
          connection.commit();
          read.setInt(1, i);
          try (ResultSet found = read.executeQuery()) {
            found.next();
          }
          calls += 2;
        }
      }
      try {
        statement.executeUpdate("insert into " + table + " values(1, 'twice')");
      } catch (SQLException twice) {
        connection.rollback();
      }
    }
    return calls;
  }

  private static void jedis() throws Exception {
    RedisServer server = RedisServer.newRedisServer().start();
    try (JedisPooled client = new JedisPooled(server.getHost(), server.getBindPort())) {
      for (int i = 0; i < TIMES; i++) {
        client.set("key" + i, "value");
        client.get("key" + i);
      }
    }
    server.stop();
    print("redis", 2 * TIMES);
  }

  private static void lettuce() throws Exception {
    RedisServer server = RedisServer.newRedisServer().start();
    RedisClient client =
        RedisClient.create("redis://" + server.getHost() + ":" + server.getBindPort());
    client.setOptions(ClientOptions.builder().protocolVersion(ProtocolVersion.RESP2).build());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      for (int i = 0; i < TIMES; i++) {
        connection.sync().set("key" + i, "value");
        connection.async().get("key" + i).get();
      }
    }
    client.shutdown();
    server.stop();
    print("redis", 2 * TIMES);
  }

  private static void mongodb() {
    MongoServer server = new MongoServer(new MemoryBackend());
    InetSocketAddress address = server.bind();
    try (MongoClient client =
        MongoClients.create("mongodb://127.0.0.1:" + address.getPort())) {
      MongoCollection<Document> collection = client.getDatabase("d").getCollection("c");
      for (int i = 0; i < TIMES; i++) {
        collection.insertOne(new Document("_id", i));
        collection.find(Filters.eq("_id", i)).first();
      }
    }
    server.shutdown();
    print("mongo", 2 * TIMES);
  }
}
