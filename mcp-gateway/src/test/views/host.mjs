import { AppBridge, PostMessageTransport } from "@modelcontextprotocol/ext-apps/app-bridge";

/** A chat with one view in it, made of the protocol's own parts. What the view asks for, the test answers. */
let bridge;
let context;

window.heard = { links: [], contexts: [] };

window.showView = async ({ html, csp, sandbox, capabilities, context: first }) => {
  context = first;
  document.body.className = context.theme;
  const frame = document.createElement("iframe");
  frame.title = "Postly";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin");
  frame.src = sandbox;
  document.body.replaceChildren(frame);
  bridge = new AppBridge(null, { name: "a-chat", version: "1.0.0" }, capabilities, { hostContext: context });
  bridge.oncalltool = (params) => window.answerCall(params);
  bridge.onopenlink = async ({ url }) => {
    window.heard.links.push(url);
    return (await window.opensLinks()) ? {} : { isError: true };
  };
  bridge.onupdatemodelcontext = async (params) => {
    window.heard.contexts.push(params);
    return {};
  };
  bridge.onsizechange = ({ height }) => (frame.style.height = `${height + 2}px`);
  const isReady = new Promise((resolve) => (bridge.onsandboxready = resolve));
  const isInitialized = new Promise((resolve) => (bridge.oninitialized = resolve));
  await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
  await isReady;
  await bridge.sendSandboxResourceReady({ html, csp });
  await isInitialized;
  return { info: bridge.getAppVersion(), capabilities: bridge.getAppCapabilities() };
};

window.tellInput = (args) => bridge.sendToolInput({ arguments: args });
window.tellResult = (result) => bridge.sendToolResult(result);
window.tellCancelled = () => bridge.sendToolCancelled({ reason: "The person stopped it" });
window.changeContext = ({ theme }) => {
  document.body.className = theme;
  bridge.setHostContext({ ...context, theme });
};
window.tearDown = () => bridge.teardownResource({});
window.ping = () => bridge.request({ method: "ping" });
