// A person's word on its way to the server; what came of it, whatever happened on the way.
const csrf = document.querySelector("meta[name=csrf-token]").content;

// `status` is 0 where no answer came.
export async function send(address, data, keepalive = false) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: data,
      keepalive,
      headers: { "HX-Request": "true", "X-CSRFToken": csrf },
      credentials: "same-origin",
    });
    const body = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    return { ok: answer.ok && "address" in body, status: answer.status, body };
  } catch {
    return { ok: false, status: 0, body: {} };
  }
}
