// Who works in a workspace, and through what.
import { Caller } from "./caller.mjs";
import { legacyMcp, modernMcp, readRoutes, rest } from "./packaging.mjs";

const WORKSPACES = ["acme", "globex"];
const ROLES = ["editor", "approver", "admin", "analyst", "viewer"];
const RECEIVER_NAME = "Traffic";

/**
 * Everybody who works, signed in, for each workspace: the five people through REST; assistants of the editor in both eras
 * of MCP and of the approver; editor and approver at the console.
 *
 * @param set what was read of the running set
 * @param manner `{ pace, tally, patience }` of all callers, and by how much (`leadMillis`) posts are planned ahead
 */
export async function gather(set, signIns, { leadMillis, ...manner }) {
  const routes = await readRoutes(set.gateway);
  const readOnly = (action) => routes.get(action)?.method === "GET";
  const casts = [];
  for (const workspace of WORKSPACES) {
    const caller = (role, channel, send) =>
      new Caller({ person: `${workspace}-${role}`, channel, send, readOnly, ...manner });
    const cast = { workspace, leadMillis, offers: (action) => routes.has(action) };
    // One after the other: who signs in twice at once is taken for somebody who tries passwords.
    for (const role of ROLES) {
      cast[role] = caller(role, "rest", rest(set.gateway, routes, await signIns.byPassword(`${workspace}-${role}`)));
    }
    for (const role of ["editor", "approver"]) {
      const assistant = await signIns.byAssistant(`${workspace}-${role}`);
      const atConsole = rest(set.gateway, routes, await signIns.byConsole(`${workspace}-${role}`));
      cast[`${role}Assistants`] = [
        { caller: caller(role, "mcp", legacyMcp(set.gateway, assistant)), console: caller(role, "console", atConsole) },
        { caller: caller(role, "mcp", modernMcp(set.gateway, assistant)), console: caller(role, "console", atConsole) },
      ];
    }
    casts.push(cast);
  }
  return casts;
}

/** Gives the workspace what it publishes on: its sandbox, and a webhook of this run. */
export async function connectChannels(cast, receiver) {
  const { workspace } = cast;
  const { channels } = await cast.admin.call("list_channels", { workspace });
  const sandbox =
    channels.find(({ network }) => network === "sandbox")?.id ??
    (await connect(cast, { network: "sandbox" })).channel.id;
  const webhook = await connect(cast, { network: "webhook", webhook: { url: receiver.url } });
  receiver.knows(webhook.webhook_secret);
  cast.channels = { sandbox, webhook: webhook.channel.id };
}

function connect(cast, channel) {
  const name = `${RECEIVER_NAME} ${new Date().toISOString()}`;
  return cast.admin.call("connect_channel", { workspace: cast.workspace, name, ...channel });
}
