import io.debezium.connector.postgresql.PostgresConnector;
import java.io.FileReader;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Asks the connector of Debezium for its keys, or what is wrong with a file of settings. */
public class Debezium {
  public static void main(String[] arguments) throws Exception {
    var connector = new PostgresConnector();
    if (arguments[0].equals("keys")) {
      for (var key : new TreeMap<>(connector.config().configKeys()).values()) {
        System.out.println("key " + key.name + " " + key.type.toString().toLowerCase());
      }
      return;
    }
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
    for (var value : connector.validate(settings).configValues()) {
      for (var message : value.errorMessages()) {
        System.out.println("error " + value.name() + ": " + message.replace('\n', ' '));
      }
    }
  }
}
