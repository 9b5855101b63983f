package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.scheduling.network.PictureFiles;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.oauth.DpopCalls;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The connector as it is put together outside of tests, with what a test decides itself. */
final class OAuthParts {

  /** An installation on the machine itself, as {@code ./postly} starts it. */
  static final String ON_THIS_MACHINE = "http://localhost:8080/console";

  final BlueskyClient client;
  final AuthorizationServers servers;
  final Identities identities;
  final OAuthSignIn signIn;
  final BlueskyNetwork network;

  /**
   * With a console at that address, and these keys.
   *
   * @param directory of identities
   * @param records what the domain name system says, by name
   */
  OAuthParts(
      JsonHttp http,
      String consoleUrl,
      List<String> keys,
      String directory,
      Map<String, List<String>> records,
      Clock clock) {
    ObjectMapper mapper = new ObjectMapper();
    ServerAddress addresses = new ServerAddress(http);
    Xrpc xrpc = new Xrpc(http, clock);
    DpopCalls dpop = new DpopCalls(http, clock);
    GrantedCalls granted = new GrantedCalls(xrpc, dpop, addresses, clock);
    SigningIn signingIn = new SigningIn(xrpc, addresses, mapper);
    Sessions sessions = new Sessions(xrpc, signingIn, addresses, clock);
    AccountCalls calls = new AccountCalls(sessions, granted);
    PostsOfAccount posts = new PostsOfAccount(xrpc, calls, mapper, clock);
    client = new BlueskyClient(consoleUrl, keys, clock);
    servers = new AuthorizationServers(http, addresses, client);
    identities = new Identities(http, new KnownRecords(records), directory);
    AuthorizationCalls authorization = new AuthorizationCalls(http, dpop, client);
    signIn =
        new OAuthSignIn(
            new OAuthBeginning(identities, servers, authorization, client, addresses, http, clock),
            new OAuthCompleting(
                identities, servers, authorization, granted, client, addresses, http, clock),
            new OAuthRenewing(
                identities,
                servers,
                authorization,
                client,
                addresses,
                http,
                clock,
                Duration.ofMinutes(1)),
            new OAuthRevoking(servers, authorization, client, http, clock),
            client);
    network =
        new BlueskyNetwork(
            new Connecting(signingIn, sessions, addresses, http, clock),
            signIn,
            new Posting(
                calls,
                new Mentions(xrpc),
                new Uploads(calls, xrpc, new PictureFiles(null)),
                new Replies(xrpc, calls, posts, mapper),
                new PostVerdict(xrpc),
                posts,
                mapper,
                clock),
            posts,
            http,
            clock);
  }

  /** Records that no name server was asked for. */
  private static final class KnownRecords extends HandleRecords {

    private final Map<String, List<String>> records;

    KnownRecords(Map<String, List<String>> records) {
      super(null);
      this.records = records;
    }

    @Override
    List<String> texts(String name) {
      return records.getOrDefault(name, List.of());
    }
  }
}
