package io.postly.action.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.Action;
import io.postly.action.caller.Caller;
import io.postly.action.caller.DialogAnswer;
import io.postly.action.confirmation.Preview;
import io.postly.action.undo.Undo;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What is known of the call that is being handled. Actions read the caller from here and say here
 * what they changed; the pipeline makes the audit entry, the undo record and the receipt of it.
 */
@RequestScoped
public class ActionContext {

  private Action action;
  private UUID actionId;
  private Instant startedAt;
  private String workspace;
  private Caller caller;
  private String idempotencyKey;
  private String argumentDigest;
  private ActionSubject subject;
  private ActionSubject addressed;
  private Object before;
  private Object after;
  private Object outside;
  private Undo undo;
  private UUID undone;
  private String nextStep;
  private ObjectNode answer;
  private int answerStatus;
  private String shownOnce;
  private RateLimit.Decision rate;
  private Supplier<Preview> preview;
  private DialogAnswer dialogAnswer;
  private UUID confirmation;
  private boolean consequential;
  private boolean conditional;
  private boolean counted;
  private boolean committing;

  /** Who calls. Known once the call has been authenticated. */
  public Caller caller() {
    return caller;
  }

  /** The identifier of this call's audit entry. */
  public UUID actionId() {
    return actionId;
  }

  /** When the call arrived. */
  public Instant startedAt() {
    return startedAt;
  }

  /**
   * Names the object that the action is about.
   *
   * @param type in the field's terms: {@code draft}, {@code review}
   * @param id the object's identifier
   * @param draftId the draft whose workflow the action belongs to, or null
   */
  public void subject(String type, UUID id, UUID draftId) {
    this.subject = new ActionSubject(type, id, draftId);
  }

  /** Names the workspace of what the action is about, where the call's address names none. */
  public void found(String inWorkspace) {
    this.workspace = inWorkspace;
  }

  /** Gives the audit entry the object's state before and after; either may be null. */
  public void change(Object stateBefore, Object stateAfter) {
    this.before = stateBefore;
    this.after = stateAfter;
  }

  /**
   * Gives the audit entry what the call is about to do outside of Postly: that stays done, and is
   * written down, where the call itself fails. Of a call that succeeds, {@link #change} says it.
   */
  public void outside(Object what) {
    this.outside = what;
  }

  /** Says how the action can be taken back, or why it cannot. */
  public void undo(Undo how) {
    this.undo = how;
  }

  /** Names the action that this one takes back. */
  public void undoes(UUID takenBack) {
    this.undone = takenBack;
  }

  /**
   * Says that this call comes to the same as one of an action that is {@link Action#confirmed},
   * whatever its own declaration says.
   */
  public void consequential() {
    this.consequential = true;
  }

  /** Names the next sensible step, in one sentence. */
  public void nextStep(String sentence) {
    this.nextStep = sentence;
  }

  /**
   * Names a member of the answer that is shown this once: it is not kept, so a repeated call with
   * the same idempotency key is answered without it.
   */
  public void shownOnce(String member) {
    this.shownOnce = member;
  }

  /**
   * Says what a person is to see of the call before they confirm it; asked for only if they must.
   */
  public void preview(Supplier<Preview> what) {
    this.preview = what;
  }

  void begin(Action declared, UUID id, Instant at, String inWorkspace) {
    this.action = declared;
    this.actionId = id;
    this.startedAt = at;
    this.workspace = inWorkspace;
  }

  boolean hasBegun() {
    return action != null;
  }

  void authenticated(Caller authenticated) {
    this.caller = authenticated;
  }

  /** The object that the call's address names; whether it exists is not known yet. */
  void addressed(String type, UUID id) {
    this.addressed = new ActionSubject(type, id, null);
    this.subject = addressed;
  }

  /** What the call has said of itself is not so: it was only tried. */
  void rolledBack() {
    subject = addressed;
    before = null;
    after = null;
    undo = null;
    undone = null;
    nextStep = null;
    shownOnce = null;
  }

  void rated(RateLimit.Decision decision) {
    this.rate = decision;
  }

  /** The caller has made its revision a precondition of the request. */
  void conditional() {
    this.conditional = true;
  }

  void answeredInDialog(DialogAnswer answer) {
    this.dialogAnswer = answer;
  }

  /** The call is counted, and not worth an audit entry of its own. */
  void onlyCounted() {
    this.counted = true;
  }

  /** Everything is done; whatever fails from now on is the commit. */
  void committing() {
    this.committing = true;
  }

  void keyed(String key) {
    this.idempotencyKey = key;
  }

  void digested(String digest) {
    this.argumentDigest = digest;
  }

  void answered(int status, ObjectNode body) {
    this.answerStatus = status;
    this.answer = body;
  }

  Action action() {
    return action;
  }

  String workspace() {
    return workspace;
  }

  Optional<String> idempotencyKey() {
    return Optional.ofNullable(idempotencyKey);
  }

  String argumentDigest() {
    return argumentDigest;
  }

  ActionSubject subject() {
    return subject == null ? ActionSubject.NONE : subject;
  }

  Object before() {
    return before;
  }

  Object after() {
    return after;
  }

  Object outside() {
    return outside;
  }

  Optional<Undo> undo() {
    return Optional.ofNullable(undo);
  }

  /** The action that this one has taken back; empty for all but undos that succeed. */
  Optional<UUID> undone() {
    return Optional.ofNullable(undone);
  }

  void confirmedBy(UUID confirmationId) {
    this.confirmation = confirmationId;
  }

  /** The confirmation that this call has used up; empty if it needed none. */
  Optional<UUID> confirmation() {
    return Optional.ofNullable(confirmation);
  }

  String nextStep() {
    return nextStep;
  }

  Optional<RateLimit.Decision> rate() {
    return Optional.ofNullable(rate);
  }

  Optional<Preview> preview() {
    return Optional.ofNullable(preview).map(Supplier::get);
  }

  Optional<DialogAnswer> dialogAnswer() {
    return Optional.ofNullable(dialogAnswer);
  }

  boolean isConsequential() {
    return consequential || action.confirmed();
  }

  boolean isConditional() {
    return conditional;
  }

  Optional<ObjectNode> answer() {
    return Optional.ofNullable(answer);
  }

  int answerStatus() {
    return answerStatus;
  }

  Optional<String> shownOnce() {
    return Optional.ofNullable(shownOnce);
  }

  boolean isOnlyCounted() {
    return counted;
  }

  boolean isCommitting() {
    return committing;
  }
}
