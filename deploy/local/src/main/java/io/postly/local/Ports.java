package io.postly.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/** A number for every {@link Port}, each used once. */
public final class Ports {

  private static final int FIRST_FREE = 15_000;
  private static final int LAST_FREE = 30_000;

  private final Map<Port, Integer> numbers;

  private Ports(Map<Port, Integer> numbers) {
    this.numbers = numbers;
  }

  /**
   * The configured numbers: the environment first, then the file, then the usual ones.
   *
   * @param environment variables named after the {@linkplain Port#key() keys}
   * @param file a properties file with the same keys; may be absent
   * @throws LauncherFailure when a number is not 1 to 65535, or is used twice
   */
  public static Ports configured(Map<String, String> environment, Path file) {
    Properties inFile = PropertiesFile.read(file);
    Map<Port, Integer> numbers = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      String written = environment.getOrDefault(port.key(), inFile.getProperty(port.key()));
      numbers.put(
          port, written == null || written.isBlank() ? port.usual() : number(port, written));
    }
    refuseDuplicates(numbers);
    return new Ports(numbers);
  }

  /**
   * Numbers that nothing listens on at this moment, for tests; none that a system gives to whoever
   * asks for any, since it might before they are used.
   */
  public static Ports free() {
    Map<Port, Integer> numbers = new EnumMap<>(Port.class);
    int number = ThreadLocalRandom.current().nextInt(FIRST_FREE, LAST_FREE);
    for (Port port : Port.values()) {
      while (!isFree(number)) {
        number++;
      }
      numbers.put(port, number++);
    }
    return new Ports(numbers);
  }

  /** The number of a port. */
  public int of(Port port) {
    return numbers.get(port);
  }

  /** The same numbers but for one. */
  public Ports with(Port port, int number) {
    Map<Port, Integer> changed = new EnumMap<>(numbers);
    changed.put(port, number);
    refuseDuplicates(changed);
    return new Ports(changed);
  }

  Properties asProperties() {
    Properties properties = new Properties();
    numbers.forEach((port, number) -> properties.setProperty(port.key(), number.toString()));
    return properties;
  }

  /** Whether a listener could be opened there now. */
  static boolean isFree(int number) {
    try (ServerSocket socket = new ServerSocket()) {
      // A connection that lingers from the last run is no listener.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ports ports && ports.numbers.equals(numbers);
  }

  @Override
  public int hashCode() {
    return numbers.hashCode();
  }

  @Override
  public String toString() {
    return numbers.toString();
  }

  private static int number(Port port, String written) {
    try {
      int number = Integer.parseInt(written.strip());
      if (number >= 1 && number <= 65535) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, as for a number out of range.
    }
    throw new LauncherFailure(
        port.key() + " must be a number from 1 to 65535, but is \"" + written + "\".");
  }

  private static void refuseDuplicates(Map<Port, Integer> numbers) {
    Map<Integer, Port> taken = new HashMap<>();
    numbers.forEach(
        (port, number) -> {
          Port other = taken.putIfAbsent(number, port);
          if (other != null) {
            throw new LauncherFailure(
                other.key() + " and " + port.key() + " are both " + number + "; choose two.");
          }
        });
  }
}
