package io.postly.scheduling.network;

import io.postly.scheduling.network.http.Form;

/**
 * Signing in at the sandbox, for trying the way out: nobody asks for anything, and it leads
 * straight back.
 */
final class SandboxSignIn implements SignIn {

  private static final String CODE = "sandbox";

  @Override
  public Begun begin(Request request) {
    return Begun.at(
        request.redirectUri()
            + "?"
            + new Form().with("code", CODE).with("state", request.state()).encoded());
  }

  @Override
  public Connection complete(Answer answer) {
    if (!answer.code().equals(CODE)) {
      throw ConnectProblems.refused("The sandbox has given no such code.");
    }
    return Connection.withoutCredentials();
  }
}
