// The proxy between a chat on the web and a view, as the specification has it: of another origin, and of no opinion.
const inner = document.createElement("iframe");
inner.title = "View";
inner.setAttribute("sandbox", "allow-scripts allow-same-origin");
Object.assign(inner.style, { position: "fixed", inset: 0, width: "100%", height: "100%", border: 0 });
document.body.append(inner);

window.addEventListener("message", ({ source, data }) => {
  if (source === inner.contentWindow) {
    window.parent.postMessage(data, "*");
  } else if (data.method === "ui/notifications/sandbox-resource-ready") {
    inner.srcdoc = data.params.html;
  } else {
    inner.contentWindow.postMessage(data, "*");
  }
});
window.parent.postMessage({ jsonrpc: "2.0", method: "ui/notifications/sandbox-proxy-ready", params: {} }, "*");
