package io.postly.local.cluster;

import io.postly.local.LauncherFailure;
import io.postly.local.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Does harm for a time, at random: to each replica, to the engines and to the receiver, each
 * without regard to the others. Every fault is over, and mended, before {@link #run()} returns.
 */
final class Faults {

  private static final int TRIES_TO_START = 10;

  private final Cluster cluster;
  private final Receiver receiver;
  private final Duration length;
  private final Random random;
  private final Consumer<String> log;
  private final Map<String, Integer> counts = new TreeMap<>();
  private long end;

  Faults(Cluster cluster, Receiver receiver, Duration length, Random random, Consumer<String> log) {
    this.cluster = cluster;
    this.receiver = receiver;
    this.length = length;
    this.random = random;
    this.log = log;
  }

  private interface Fault {
    void happen() throws InterruptedException;
  }

  /** Returns how often each fault has happened. */
  Map<String, Integer> run() throws InterruptedException, ExecutionException {
    end = System.nanoTime() + length.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> torments = new ArrayList<>();
      for (Part replica : cluster.replicas()) {
        torments.add(threads.submit(() -> torment(0.02, 0.08, () -> harm(replica))));
      }
      torments.add(threads.submit(() -> torment(0.04, 0.12, this::harmEngine)));
      torments.add(threads.submit(() -> torment(0.01, 0.04, this::upsetReceiver)));
      for (Future<?> torment : torments) {
        torment.get();
      }
    }
    return counts;
  }

  /** One fault after the other; the pauses between them are shares of the whole time. */
  private Void torment(double shortest, double longest, Fault fault) throws InterruptedException {
    pause(between(shortest, longest));
    while (System.nanoTime() < end) {
      fault.happen();
      pause(between(shortest, longest));
    }
    return null;
  }

  private Duration between(double shortest, double longest) {
    double share = shortest + random.nextDouble() * (longest - shortest);
    return Duration.ofMillis((long) (length.toMillis() * share));
  }

  private void harm(Part replica) throws InterruptedException {
    if (random.nextBoolean()) {
      begin("replica killed", replica);
      replica.kill();
      pause(seconds(1, 5));
      start(replica);
    } else {
      begin("replica frozen beyond its lease", replica);
      replica.suspend();
      pause(Cluster.LEASE.plus(seconds(1, 6)));
      replica.resume();
    }
  }

  private void harmEngine() throws InterruptedException {
    Part database = cluster.database();
    Part broker = cluster.broker();
    switch (random.nextInt(3)) {
      case 0 -> {
        begin("database killed", database);
        database.kill();
        start(database);
      }
      case 1 -> {
        begin("database restarted", database);
        database.stop();
        start(database);
      }
      default -> {
        begin("broker down", broker);
        broker.kill();
        pause(seconds(3, 15));
        start(broker);
      }
    }
  }

  private void upsetReceiver() throws InterruptedException {
    List<Receiver.Mood> moods = List.copyOf(EnumSet.complementOf(EnumSet.of(Receiver.Mood.WELL)));
    Receiver.Mood mood = moods.get(random.nextInt(moods.size()));
    count("receiver " + mood);
    receiver.become(mood);
    pause(seconds(2, 6));
    receiver.become(Receiver.Mood.WELL);
  }

  /** As whatever runs it would: what cannot start while its database is down is started again. */
  private static void start(Part part) throws InterruptedException {
    for (int left = TRIES_TO_START; ; left--) {
      try {
        part.start();
        return;
      } catch (LauncherFailure e) {
        if (left == 1) {
          throw e;
        }
        pause(Duration.ofSeconds(1));
      }
    }
  }

  private void begin(String fault, Part part) {
    count(fault);
    log.accept("%s (port %d)".formatted(fault, part.port()));
  }

  private synchronized void count(String fault) {
    counts.merge(fault, 1, Integer::sum);
  }

  private Duration seconds(int shortest, int longest) {
    return Duration.ofMillis(random.nextLong(shortest * 1000L, longest * 1000L));
  }

  private static void pause(Duration length) throws InterruptedException {
    Thread.sleep(length);
  }
}
