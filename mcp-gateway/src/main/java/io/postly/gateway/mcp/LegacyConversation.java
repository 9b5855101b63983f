package io.postly.gateway.mcp;

import io.postly.gateway.access.AccessToken;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * A call of the older revisions in which the client may be asked: its answers come while the call
 * goes on, each by a request of its own. To the tool it looks like the rounds of revision
 * 2026-07-28.
 */
final class LegacyConversation {

  private static final int MOST_ROUNDS = 10;

  private final ServedTool tool;
  private final McpRequest message;
  private final RoutingContext request;
  private final OpenQuestions questions;
  private final ResponseStream response;
  private int rounds;

  LegacyConversation(
      ServedTool tool, McpRequest message, RoutingContext request, OpenQuestions questions) {
    this.tool = tool;
    this.message = message;
    this.request = request;
    this.questions = questions;
    this.response = new ResponseStream(request);
  }

  void begin() {
    call(message.input());
  }

  private void call(ClientInput input) {
    Uni.createFrom()
        .deferred(() -> result(input))
        .invoke(this::complete)
        .subscribe()
        .with(result -> {}, failure -> goOn(input, failure));
  }

  private Uni<ToolResult> result(ClientInput input) {
    try {
      McpRequest round = message.with(input);
      return tool.call(
          new ToolCall(round, round.objectOrEmpty("arguments").getMap(), request, response::tell));
    } catch (InvalidMessageException e) {
      return Uni.createFrom().failure(e);
    }
  }

  private void complete(ToolResult result) {
    result.challenge().ifPresent(response::challenge);
    response.end(result.status(), JsonRpc.result(message.id(), result.json()));
  }

  private void goOn(ClientInput input, Throwable failure) {
    switch (failure) {
      case InputRequiredException e -> ask(input, e);
      case InvalidMessageException e -> response.refuse(message, e);
      default -> response.fail(message, failure);
    }
  }

  private void endUnanswered(InputRequiredException question) {
    question
        .withoutAnswer()
        .ifPresentOrElse(this::complete, () -> response.refuse(message, message.unanswered()));
  }

  private void ask(ClientInput input, InputRequiredException question) {
    if (++rounds > MOST_ROUNDS) {
      response.refuse(message, message.unanswered());
      return;
    }
    questions
        .ask(AccessToken.of(request).subject(), question.requests(), response::tell)
        .subscribe()
        .with(
            answers ->
                call(new ClientInput(input.capabilities(), answers, Optional.of(question.state()))),
            failure -> endUnanswered(question));
  }
}
