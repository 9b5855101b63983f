// What the SDK's documentation and examples show: an McpServer for each request, its input described with zod.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import * as z from "zod/v4";

/** Made once, as the SDK's examples could do it but do not. */
const TOOL = {
  title: "Get draft",
  description: "Reads a draft at its current revision.",
  inputSchema: { workspace: z.string(), draft_id: z.uuid() },
  annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
};

/** A server whose one tool is performed by `getDraft(arguments, caller)`. */
export function documentedServer(getDraft) {
  const server = new McpServer({ name: "as-documented", version: "1.0.0" });
  server.registerTool("get_draft", TOOL, (given, { authInfo }) => getDraft(given, authInfo));
  return server;
}
