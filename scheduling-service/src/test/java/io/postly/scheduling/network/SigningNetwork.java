package io.postly.scheduling.network;

import io.postly.action.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A network of many servers that people sign in at, in place of the sandbox. Keeps what it was
 * asked.
 */
public final class SigningNetwork implements Network, SignIn {

  private final String name;
  private final Queue<Request> begun = new ConcurrentLinkedQueue<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<String> renewed = new ConcurrentLinkedQueue<>();
  private volatile boolean offered = true;
  private volatile boolean needsAccount;
  private volatile boolean takesVisibility;
  private volatile Duration openWithin;
  private volatile Supplier<Connection> account =
      () -> account("token-1", "account-1", Lifetime.unlimited());
  private volatile Supplier<Renewal> renewal =
      () -> new Renewal.NotNow("not_told", Optional.empty());

  private final Queue<String> revoked = new ConcurrentLinkedQueue<>();
  private volatile Revocation.Reach reach = Revocation.Reach.NOTHING;
  private volatile Supplier<Revocation> revocation = Revocation.Revoked::new;
  private volatile String unwanted;

  public SigningNetwork() {
    this(SandboxNetwork.NAME);
  }

  /** One beside that. */
  public SigningNetwork(String name) {
    this.name = name;
  }

  /** All networks of a test that knows this one alone. */
  public Networks alone() {
    return new Networks(List.of(this));
  }

  /** All networks of a test that knows these two. */
  public Networks beside(SigningNetwork other) {
    return new Networks(List.of(this, other));
  }

  public static Connection account(String token, String id, Lifetime lifetime) {
    return new Connection(
        Optional.of(token),
        Optional.of(id),
        Optional.of("@" + id),
        OptionalInt.empty(),
        Optional.empty(),
        lifetime);
  }

  /** From now on nobody has registered the installation there. */
  public void withdraw() {
    offered = false;
  }

  /** From now on it has to be told which account it is. */
  public void needAccounts() {
    needsAccount = true;
  }

  /** From now on it waits for so long for a person to come. */
  public void openWithin(Duration wait) {
    openWithin = wait;
  }

  /** Who comes back from now on. */
  public void account(Supplier<Connection> from) {
    account = from;
  }

  /** What comes of renewing from now on. */
  public void renewal(Supplier<Renewal> from) {
    renewal = from;
  }

  /** What giving credentials back ends from now on. */
  public void revokes(Revocation.Reach from) {
    reach = from;
  }

  /** What comes of giving credentials back from now on. */
  public void revocation(Supplier<Revocation> from) {
    revocation = from;
  }

  /** Gives that to whoever comes back from now on, beside what {@link #account} says. */
  public void unwanted(String credentials) {
    unwanted = credentials;
  }

  /** The credentials that were given back, in that order. */
  public List<String> revoked() {
    return List.copyOf(revoked);
  }

  /** The sign-ins that were begun, in that order. */
  public List<Request> begun() {
    return List.copyOf(begun);
  }

  /** What people came back with, in that order. */
  public List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** The credentials that were to be renewed, in that order. */
  public List<String> renewed() {
    return List.copyOf(renewed);
  }

  /** A refusal as connectors make it. */
  public static ProblemException refusal() {
    return ConnectProblems.refused("The code is not accepted.");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int maxCharacters() {
    return SandboxNetwork.MAX_CHARACTERS;
  }

  @Override
  public Connection connect(Optional<NewAccount> given) {
    return Connection.withoutCredentials();
  }

  @Override
  public Delivery deliver(Post post, Optional<String> credentials, Instant sendBefore) {
    throw new UnsupportedOperationException("Tests record deliveries themselves");
  }

  @Override
  public Optional<SignIn> signIn() {
    return Optional.of(this);
  }

  @Override
  public boolean isOffered() {
    return offered;
  }

  @Override
  public boolean needsAccount() {
    return needsAccount;
  }

  /** From now on people say who is to see the posts, which the credentials begin with. */
  public void takeVisibility() {
    takesVisibility = true;
  }

  @Override
  public boolean takesVisibility() {
    return takesVisibility;
  }

  @Override
  public Optional<String> visibility(Optional<String> credentials) {
    return credentials.filter(_ -> takesVisibility).map(all -> all.replaceFirst("/.*", ""));
  }

  @Override
  public String succeeding(String credentials, String former) {
    return takesVisibility && !credentials.contains("/")
        ? former.replaceFirst("/.*", "/") + credentials
        : credentials;
  }

  @Override
  public boolean needsServer() {
    return true;
  }

  @Override
  public Begun begin(Request request) {
    begun.add(request);
    return new Begun(
        "https://network.example/authorize?state=" + request.state(),
        Optional.of("m3mory"),
        Optional.ofNullable(openWithin));
  }

  @Override
  public Connection complete(Answer answer) {
    answers.add(answer);
    return account.get();
  }

  @Override
  public Connection complete(Answer answer, Consumer<String> left) {
    Optional.ofNullable(unwanted).ifPresent(left);
    return complete(answer);
  }

  @Override
  public Revocation.Reach revokes() {
    return reach;
  }

  /** What is before a number sign, if there is one. */
  @Override
  public String grant(String credentials) {
    return credentials.replaceFirst("#.*", "");
  }

  @Override
  public Revocation revoke(String credentials, String redirectUri) {
    revoked.add(credentials);
    return revocation.get();
  }

  @Override
  public Renewal renew(String credentials) {
    renewed.add(credentials);
    return renewal.get();
  }
}
