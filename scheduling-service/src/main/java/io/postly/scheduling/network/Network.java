package io.postly.scheduling.network;

import io.postly.action.text.CharacterCount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The connector to one kind of social network, and the one place where its limits are written.
 * Implementations are CDI beans, called by many threads at once and always outside a transaction,
 * except for {@link #connect} and what {@link SignIn} says of itself.
 *
 * <p>Credentials are what {@link #connect} gave the channel, decrypted.
 */
public interface Network {

  /** The name used in channels, variants and events: lower case, never changed once used. */
  String name();

  /** The most characters that one post may have, unless the account has a limit of its own. */
  int maxCharacters();

  /** What the network counts as a character. */
  default CharacterCount counting() {
    return CharacterCount.CODE_POINTS;
  }

  /**
   * What else is wrong with a text, as one phrase about it; empty if it will do.
   *
   * @param text within the limit of characters
   */
  default Optional<String> objection(String text) {
    return Optional.empty();
  }

  /** What pictures a post may have; by default none. */
  default Optional<PictureLimits> pictures() {
    return Optional.empty();
  }

  /** Whether a post may have those pictures. */
  default boolean takes(List<Picture> wanted) {
    return wanted.isEmpty() || pictures().filter(limits -> limits.takes(wanted)).isPresent();
  }

  /**
   * Whether a channel's credentials allow uploading pictures, as far as they tell; by default they
   * do.
   *
   * @throws RuntimeException if they cannot be read
   */
  default boolean mayUpload(Optional<String> credentials) {
    return true;
  }

  /** How the network gets the files of a post's pictures; by default all at once. */
  default PictureSending pictureSending() {
    return PictureSending.TOGETHER;
  }

  /** How a post may go on; by default it stands alone. */
  default ThreadLimit thread() {
    return ThreadLimit.NONE;
  }

  /**
   * Whether posts may have a content warning, which the network shows in their place until a reader
   * asks for more; by default they may not.
   */
  default boolean takesContentWarnings() {
    return false;
  }

  /** The longest text beside pictures, where that is shorter than usual. */
  default OptionalInt maxTextBesidePictures() {
    return pictures().map(PictureLimits::maxText).orElse(OptionalInt.empty());
  }

  /** Whether a post may have its pictures beside its text. */
  default boolean takes(Post post) {
    return takes(post.pictures())
        && (post.pictures().isEmpty()
            || counting().of(post.text()) <= maxTextBesidePictures().orElse(Integer.MAX_VALUE));
  }

  /** How fast posts of one channel may follow each other; by default the network does not mind. */
  default Optional<SendingPace> pace() {
    return Optional.empty();
  }

  /** What its channels share with each other; by default nothing. */
  default Optional<SharedServer> server() {
    return Optional.empty();
  }

  /**
   * Checks what a person wants to connect, where the network has a server by asking that server.
   *
   * @param account what the person gave for this network, if anything
   * @throws io.postly.action.problem.ProblemException {@code invalid_input} if it is not what this
   *     network needs, {@code account_refused} if the network does not accept it, {@code
   *     network_unavailable} if it does not answer
   */
  Connection connect(Optional<NewAccount> account);

  /** Who sees the posts of a channel, where a person has chosen that for it. */
  default Optional<String> visibility(Optional<String> credentials) {
    return Optional.empty();
  }

  /**
   * New credentials of a channel, with all that people have chosen for the channel and not chosen
   * anew; by default they choose nothing.
   *
   * @param former what the channel has had so far, decrypted
   * @throws RuntimeException if that cannot be read
   */
  default String succeeding(String credentials, String former) {
    return credentials;
  }

  /** How an account is connected by signing in at the network; empty if that cannot be done. */
  default Optional<SignIn> signIn() {
    return Optional.empty();
  }

  /**
   * Sends a post, at most once. Never throws: whatever happens is one of the three outcomes, and
   * {@link Delivery.NotDelivered} only where it is certain that the network has not accepted the
   * post. What is uploaded before the post itself is no post.
   *
   * @param sendBefore from this instant on nothing may be sent: others take it for abandoned then
   */
  Delivery deliver(Post post, Optional<String> credentials, Instant sendBefore);

  /** Whether {@link #read} can tell anything. */
  default boolean isReadable() {
    return false;
  }

  /** Looks whether a post stands on the network; by default the network cannot be read. */
  default Reading read(Post post, Optional<String> credentials) {
    return new Reading.Unreadable();
  }

  /** Whether {@link #engagement} can tell anything. */
  default boolean tellsEngagement() {
    return false;
  }

  /**
   * Asks how people have taken a post.
   *
   * @param reference as of {@link Delivery.Delivered}
   */
  default EngagementReading engagement(String reference, Optional<String> credentials) {
    return new EngagementReading.Untold();
  }

  /** Whether {@link #update} can change anything. */
  default UpdateSupport updates() {
    return UpdateSupport.NONE;
  }

  /**
   * Gives a post that stands another text; its pictures and its thread stay. May be repeated
   * without harm: what stands afterwards is the same. Never throws; the outcome is that of {@link
   * #deliver}, of the change.
   *
   * @param post the publication with its new text, and what stands beside that
   * @param reference as of {@link Delivery.Delivered}; there is one unless the network {@link
   *     #updates} without
   * @param sendBefore from this instant on nothing may be sent: what is sent later could overwrite
   *     a later change
   */
  default Delivery update(
      Post post, Optional<String> reference, Optional<String> credentials, Instant sendBefore) {
    return Delivery.NotDelivered.unasked("not_supported");
  }

  /** Whether {@link #remove} can delete anything. */
  default boolean canRemove() {
    return false;
  }

  /**
   * Deletes a post.
   *
   * @param reference as of {@link Delivery.Delivered}
   */
  default Removal remove(String reference, Optional<String> credentials) {
    return new Removal.Refused("not_supported");
  }
}
