// Signs a person in to the review console, as the console itself does with its own client.

import { createHash, randomBytes } from "node:crypto";
import { PersonSigningIn } from "./sign-in.mjs";
import { required } from "./script.mjs";

const CLIENT = "postly-console";

/** A token that the console alone is given; with it, the person confirms. */
export async function consoleToken(username, password) {
  const issuer = required("POSTLY_ISSUER");
  const redirect = `${required("POSTLY_CONSOLE_URL")}/signed-in`;
  const verifier = randomBytes(32).toString("base64url");
  const person = new PersonSigningIn(username, password);
  await person.redirectToAuthorization(
    new URL(
      `${issuer}/protocol/openid-connect/auth?${new URLSearchParams({
        response_type: "code",
        client_id: CLIENT,
        redirect_uri: redirect,
        scope: "openid",
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
      })}`,
    ),
  );
  const answer = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: person.authorizationCode,
      redirect_uri: redirect,
      code_verifier: verifier,
      client_id: CLIENT,
      client_secret: required("POSTLY_CONSOLE_CLIENT_SECRET"),
    }),
  });
  return (await answer.json()).access_token;
}
