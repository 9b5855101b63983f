package io.postly.action;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an endpoint as an action: the one place from which its MCP tool, its REST route, its
 * checks, its audit entry and its metrics are derived. Every call runs through {@link
 * io.postly.action.pipeline.ActionPipeline}, in one transaction; the method holds business rules
 * only.
 */
@InterceptorBinding
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Action {

  /**
   * Unique over all services, {@code verb_noun}, at most 64 characters of {@code [a-z_]}: the
   * tool's name.
   */
  @Nonbinding
  String name();

  /** What a person reads, at most 40 characters. */
  @Nonbinding
  String title();

  /** What a model reads: when to use the action and when not. */
  @Nonbinding
  String description();

  /** The grant that the token must carry. */
  @Nonbinding
  Scope scope();

  /** What the caller's role in the workspace must allow. */
  @Nonbinding
  Permission permission() default Permission.NONE;

  /**
   * Changes nothing that a caller can see. Read-only actions take no idempotency key and leave no
   * undo record.
   */
  @Nonbinding
  boolean readOnly() default false;

  /** Overwrites or ends something that exists, even where that can be undone. */
  @Nonbinding
  boolean destructive() default false;

  /** A second call with the same arguments changes nothing more. */
  @Nonbinding
  boolean idempotent() default false;

  /** Reaches, now or later, the world outside Postly. */
  @Nonbinding
  boolean openWorld() default false;

  /**
   * Lets something out, or lets others do so: an assistant's call needs a confirmation that only
   * the person can give, {@link io.postly.action.confirmation.Confirmations}.
   */
  @Nonbinding
  boolean confirmed() default false;

  /**
   * A person does it in the review console and nowhere else: every other client's call is refused,
   * whatever it was granted.
   */
  @Nonbinding
  boolean personal() default false;

  /**
   * For actions that every service has: the path parameter that names the service by what stands
   * before its first hyphen, {@link io.postly.action.identifier.RoutedIdentifier}. Empty for
   * actions of one service.
   */
  @Nonbinding
  String routedBy() default "";

  /** Where the action can be called. */
  @Nonbinding
  Packaging[] packaging() default {Packaging.MCP, Packaging.REST};

  /**
   * Whether the document for GPT Actions names the action, where it is offered over MCP and REST:
   * that holds few operations.
   */
  @Nonbinding
  boolean gptActions() default true;

  /**
   * Arguments that are files of the chat: ChatGPT lets a person attach them, and fills in their
   * address and identifier ({@code openai/fileParams} of the Apps SDK). Each is an object with
   * {@code download_url} and {@code file_id}, and stands at the top of the body.
   */
  @Nonbinding
  String[] chatFiles() default {};

  /** Names that the tool had before. They still work over MCP, and are not listed. */
  @Nonbinding
  String[] formerly() default {};

  /**
   * The URI template under which an MCP client reads the answer as a resource, {@code
   * postly://…/{parameter}}; for read-only actions. Empty for none.
   */
  @Nonbinding
  String resource() default "";

  /**
   * The argument that this list offers values for, and the member of its items that holds them,
   * {@code draft_id:id}; clients complete what a person types by it. Empty for none.
   */
  @Nonbinding
  String completes() default "";

  /**
   * The page in which a chat that can show one shows the answer, by the name that the gateway knows
   * it by: {@code draft}, {@code review}, {@code calendar}, {@code publication}. Empty for none.
   */
  @Nonbinding
  String view() default "";

  /** Shown while the action runs, at most 64 characters. */
  @Nonbinding
  String invoking() default "";

  /** Shown when the action has run, at most 64 characters. */
  @Nonbinding
  String invoked() default "";

  /** The HTTP status of success. */
  @Nonbinding
  int status() default 200;
}
