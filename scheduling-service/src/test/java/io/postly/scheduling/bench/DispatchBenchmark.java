package io.postly.scheduling.bench;

import io.agroal.api.AgroalDataSource;
import io.postly.action.fixture.BenchmarkDatabase;
import io.postly.action.fixture.PostlyBackends;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.bench.DueAtOnce.Turn;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.dispatch.DispatchDrill;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Measures the dispatcher against db-scheduler: on one database, with as many threads, the same
 * sending and the same number of posts that are due, and that are not. They take turns. Started by
 * {@code deploy/bench/dispatch}, which has its README beside it; no test of the build.
 */
@QuarkusTest
@TestProfile(BenchmarkSettings.class)
@WithTestResource(PostlyBackends.class)
class DispatchBenchmark {

  /** Before so many posts the machine is still busy with making itself fast. */
  private static final int WARM_UP = 5000;

  private static final int WARM_UP_ROUNDS = 4;

  @Inject DispatchDrill dispatcher;
  @Inject CredentialVault vault;
  @Inject Networks networks;
  @Inject SchedulingConfig config;
  @Inject AgroalDataSource pool;

  private final int posts = Figures.number("posts", 10_000);
  private final int[] planned = Figures.numbers("planned", "10000,1000000");
  private final int rounds = Figures.number("rounds", 3);

  /** What was measured while so many posts were planned. */
  record Load(int planned, List<Turn> turns, List<String> plans) {}

  @Test
  void measure() throws Exception {
    List<Load> loads = new ArrayList<>();
    try (BenchmarkDatabase database = new BenchmarkDatabase();
        PostReceiver receiver = new PostReceiver()) {
      BenchmarkTables.empty(database);
      List<Contender> contenders = contenders(database, receiver);
      Figures.say("Warming up");
      turns(
          new DueAtOnce(database, receiver, Math.min(posts, WARM_UP)), WARM_UP_ROUNDS, contenders);
      int ahead = 0;
      for (int many : planned) {
        int more = many - posts - ahead;
        contenders.forEach(contender -> contender.planAhead(more));
        ahead += more;
        Figures.say("%,d due at once, %,d planned".formatted(posts, many));
        List<Turn> turns = turns(new DueAtOnce(database, receiver, posts), rounds, contenders);
        loads.add(new Load(many, turns, plans(database, contenders.getFirst())));
      }
    }
    Figures.write("dispatch", Map.of("loads", loads));
  }

  private List<Contender> contenders(BenchmarkDatabase database, PostReceiver receiver) {
    Target target = Target.at(receiver.url());
    Network webhook = networks.get("webhook");
    return List.of(
        new PostlyContender(database, dispatcher, vault, target),
        new DbSchedulerContender(database, pool, config.dispatch().interval(), webhook, target));
  }

  /** In each round in the other order. */
  private static List<Turn> turns(DueAtOnce due, int rounds, List<Contender> contenders)
      throws InterruptedException {
    List<Turn> turns = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (Contender contender : round % 2 == 0 ? contenders : contenders.reversed()) {
        Turn turn = due.measure(contender);
        Figures.say(
            "  %-14s%8.0f claims/s %8.0f dispatches/s %8.0f recorded/s   lag %s"
                .formatted(
                    turn.contender(),
                    turn.claimsPerSecond(),
                    turn.dispatchesPerSecond(),
                    turn.recordedPerSecond(),
                    turn.lag()));
        turns.add(turn);
      }
    }
    return turns;
  }

  private List<String> plans(BenchmarkDatabase database, Contender postly)
      throws InterruptedException {
    database.settle();
    postly.plan(posts, Instant.now().minusSeconds(1));
    List<String> plans = new QueryPlans(database, pool).of(postly::claim);
    postly.clear();
    return plans;
  }
}
