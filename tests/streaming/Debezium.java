import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import java.io.FileReader;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The connector of Debezium: its keys, what is wrong with a file of settings, or the changes that it reads. */
public class Debezium {
  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "keys" -> keys();
      case "validate" -> validate(settings(arguments));
      case "read" -> read(settings(arguments));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void keys() {
    for (var key : new TreeMap<>(new PostgresConnector().config().configKeys()).values()) {
      System.out.println("key " + key.name + " " + key.type.toString().toLowerCase());
    }
  }

  private static void validate(Map<String, String> settings) {
    for (var value : new PostgresConnector().validate(settings).configValues()) {
      for (var message : value.errorMessages()) {
        System.out.println("error " + value.name() + ": " + message.replace('\n', ' '));
      }
    }
  }

  /** Prints each change as a line, until the input ends. */
  private static void read(Map<String, String> settings) throws Exception {
    var properties = new Properties();
    properties.putAll(settings);
    properties.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
    var engine =
        DebeziumEngine.create(Json.class)
            .using(properties)
            .using(
                (success, message, error) -> {
                  if (!success) {
                    System.err.println(message + " " + error);
                  }
                })
            .notifying(record -> System.out.println("change " + record.value()))
            .build();
    var running = new Thread(engine);
    running.start();
    System.in.transferTo(java.io.OutputStream.nullOutputStream());
    engine.close();
    running.join();
  }

  /** A file of settings, with the server and the role of the test, and with `key=value` for each further argument. */
  private static Map<String, String> settings(String[] arguments) throws Exception {
    var file = new Properties();
    try (var reader = new FileReader(arguments[1])) {
      file.load(reader);
    }
    Map<String, String> settings = new TreeMap<>();
    file.forEach((key, value) -> settings.put((String) key, (String) value));
    settings.put("database.hostname", "127.0.0.1");
    settings.put("database.port", arguments[2]);
    settings.put("database.user", arguments[3]);
    settings.put("database.password", arguments[4]);
    for (int index = 5; index < arguments.length; index++) {
      var parts = arguments[index].split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    return settings;
  }
}
