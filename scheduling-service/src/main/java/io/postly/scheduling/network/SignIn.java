package io.postly.scheduling.network;

import io.postly.action.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How a person connects an account by signing in at its network: OAuth 2.0, authorization code. The
 * connector asks for what it needs; who may come back, and with what, is checked by others.
 */
public interface SignIn {

  /** Below the console's address: where every network sends people back to. */
  String RETURN_PATH = "/connection/done";

  /** Whether the operators of this installation have registered it at the network. */
  default boolean isOffered() {
    return true;
  }

  /**
   * Whether replicas of the release before cannot read what it gives a channel, so that people may
   * sign in only once none of them is left.
   */
  default boolean isNew() {
    return false;
  }

  /** Whether the person has to say on which server the account is. */
  default boolean needsServer() {
    return false;
  }

  /** Whether the person has to say which account it is. */
  default boolean needsAccount() {
    return false;
  }

  /** Whether the person may say who is to see the channel's posts. */
  default boolean takesVisibility() {
    return false;
  }

  /**
   * The server of an account that a channel stands for, where the network has many.
   *
   * @param accountId as of {@link Connection#accountId}
   */
  default Optional<String> serverOf(String accountId) {
    return Optional.empty();
  }

  /**
   * Finds the address at the network where the person signs in.
   *
   * @throws io.postly.action.problem.ProblemException as {@link Network#connect} does
   */
  Begun begin(Request request);

  /**
   * Exchanges what the person has come back with for credentials, and reads whose they are.
   *
   * @throws io.postly.action.problem.ProblemException as {@link Network#connect} does
   */
  Connection complete(Answer answer);

  /**
   * Likewise, where credentials may be given that nothing is connected with after all, since they
   * are of another account, or less than was asked for.
   *
   * @param unwanted is told of these, in the form of {@link Connection#credentials}; only where
   *     what {@link #revoke} ends is {@link Revocation.Reach#SIGN_IN this sign-in} alone
   */
  default Connection complete(Answer answer, Consumer<String> unwanted) {
    return complete(answer);
  }

  /** What {@link #revoke} ends; nothing by default. */
  default Revocation.Reach revokes() {
    return Revocation.Reach.NOTHING;
  }

  /**
   * What is the same of credentials for as long as they are of the same sign-in, however often they
   * are renewed; asked only where what {@link #revoke} ends is {@link Revocation.Reach#SIGN_IN
   * that} alone.
   *
   * @param credentials a channel's, decrypted
   */
  default String grant(String credentials) {
    return credentials;
  }

  /**
   * Gives credentials back to the network (RFC 7009), so that nobody can use them any more. May be
   * repeated without harm. Called outside any transaction; never throws for anything that the
   * network does.
   *
   * @param credentials a channel's, decrypted
   * @param redirectUri where the network sends people back to
   */
  default Revocation revoke(String credentials, String redirectUri) {
    return new Revocation.Needless();
  }

  /**
   * Asks the network for new credentials. Called by one at a time for each channel, outside any
   * transaction; never throws for anything that the network does.
   *
   * @param credentials the channel's, decrypted
   */
  default Renewal renew(String credentials) {
    throw new UnsupportedOperationException("These credentials do not end");
  }

  /**
   * The same of a network that is asked several things: what it answers only once is not asked for
   * any more where nobody may be there for the answer.
   *
   * @param isStopping whether this process is about to end
   */
  default Renewal renew(String credentials, BooleanSupplier isStopping) {
    return renew(credentials);
  }

  /** The answer to who brings an account for a network that takes it in no other way. */
  static ProblemException isTheOnlyWay() {
    return ProblemException.invalid(
        "network",
        "is connected by signing in there: in the console under Channels, or with"
            + " begin_channel_sign_in");
  }

  /**
   * A sign-in that begins.
   *
   * @param state what the network gives back unchanged
   * @param challenge the S256 form of the verifier (RFC 7636)
   * @param redirectUri where the network sends the person back to
   * @param server where the account is, for networks of many servers
   * @param account which account it is, for networks that have to know it before
   * @param visibility who is to see the posts, where the person has said so
   */
  record Request(
      String state,
      String challenge,
      String redirectUri,
      Optional<String> server,
      Optional<String> account,
      Optional<String> visibility) {

    /** At a network where nobody says who is to see the posts. */
    public Request(
        String state,
        String challenge,
        String redirectUri,
        Optional<String> server,
        Optional<String> account) {
      this(state, challenge, redirectUri, server, account, Optional.empty());
    }

    /** At a network that learns from the person which account it is. */
    public Request(String state, String challenge, String redirectUri, Optional<String> server) {
      this(state, challenge, redirectUri, server, Optional.empty());
    }

    /** Without what no log may show. */
    @Override
    public String toString() {
      return "a sign-in";
    }
  }

  /**
   * A sign-in that has begun.
   *
   * @param address where the person signs in
   * @param memory what the connector has to know when the person comes back; kept encrypted
   * @param openWithin how long the network waits for the address to be opened, where it says so
   */
  record Begun(String address, Optional<String> memory, Optional<Duration> openWithin) {

    /** One that needs to know nothing more. */
    public static Begun at(String address) {
      return new Begun(address, Optional.empty(), Optional.empty());
    }

    /** Without what no log may show. */
    @Override
    public String toString() {
      return "a sign-in";
    }
  }

  /**
   * What a person has come back with, and what the sign-in was begun with.
   *
   * @param code what the network gave
   * @param verifier what the challenge was made of
   * @param issuer who says to have given the code (RFC 9207), where the network says so
   * @param memory as of {@link Begun}
   */
  record Answer(
      String code,
      String verifier,
      String redirectUri,
      Optional<String> server,
      Optional<String> issuer,
      Optional<String> memory) {

    /** From a network that says no more, and for which nothing more is kept. */
    public Answer(String code, String verifier, String redirectUri, Optional<String> server) {
      this(code, verifier, redirectUri, server, Optional.empty(), Optional.empty());
    }

    /** Without what no log may show. */
    @Override
    public String toString() {
      return "a sign-in";
    }
  }
}
