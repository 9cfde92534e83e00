// Photos arrive by drop, choice or paste; each file is sent by itself, one after the other, so that the first stays the first.
const section = document.querySelector("[data-photos]");

if (section) {
  const gallery = section.querySelector("[data-gallery]");
  const uploads = section.querySelector("[data-uploads]");
  const words = section.dataset;
  const waiting = [];
  let sending = false;
  let depth = 0;

  const row = (name) => {
    const line = document.createElement("div");
    line.className = "upload small";
    const label = document.createElement("span");
    label.className = "truncate";
    label.textContent = words.sending.replace("{name}", name);
    const bar = document.createElement("progress");
    bar.className = "progress";
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", label.textContent);
    line.append(label, bar);
    uploads.append(line);
    return { line, label, bar };
  };

  const refuse = (line, text) => {
    line.className = "notice notice-bad";
    line.setAttribute("role", "alert");
    const words_ = document.createElement("span");
    words_.className = "grow";
    words_.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "link";
    close.textContent = words.dismiss;
    close.addEventListener("click", () => line.remove());
    line.replaceChildren(words_, close);
  };

  const receive = (line, html) => {
    const answer = document.createElement("template");
    answer.innerHTML = html;
    for (const photo of answer.content.querySelectorAll("li.photo")) {
      gallery.append(photo);
      window.htmx.process(photo);
    }
    const refusals = [...answer.content.querySelectorAll("[data-refused]")].map((item) => item.textContent);
    if (refusals.length) refuse(line, refusals.join(" "));
    else line.remove();
  };

  const send = ({ file, line, label, bar }) =>
    new Promise((done) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("photos", file, file.name || "photo.png");
      request.open("POST", words.address);
      request.setRequestHeader("X-CSRFToken", document.querySelector("meta[name=csrf-token]").content);
      request.setRequestHeader("HX-Request", "true");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.upload.addEventListener("load", () => {
        label.textContent = words.working.replace("{name}", file.name);
        bar.removeAttribute("value");
      });
      request.addEventListener("load", () => {
        if (request.status === 200) receive(line, request.responseText);
        else refuse(line, words.failed.replace("{name}", file.name));
      });
      request.addEventListener("error", () => refuse(line, words.failed.replace("{name}", file.name)));
      request.addEventListener("loadend", done);
      request.send(body);
    });

  const work = async () => {
    if (sending) return;
    sending = true;
    while (waiting.length) await send(waiting.shift());
    sending = false;
  };

  const take = (files) => {
    for (const file of files) {
      const parts = row(file.name);
      if (file.size > Number(words.maxBytes)) refuse(parts.line, words.tooBig.replace("{name}", file.name));
      else waiting.push({ file, ...parts });
    }
    work();
  };

  section.addEventListener("change", (event) => {
    if (!event.target.matches("[data-pick]")) return;
    take([...event.target.files]);
    event.target.value = "";
  });

  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  // The whole page takes files: a photo that misses the card must not open in its place.
  window.addEventListener("dragenter", (event) => {
    if (carriesFiles(event)) section.toggleAttribute("data-over", ++depth > 0);
  });
  window.addEventListener("dragleave", (event) => {
    if (carriesFiles(event)) section.toggleAttribute("data-over", --depth > 0);
  });
  window.addEventListener("dragover", (event) => {
    if (carriesFiles(event)) event.preventDefault();
  });
  window.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    section.removeAttribute("data-over");
    take([...event.dataTransfer.files]);
  });
  window.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (files.length) take(files);
  });
  window.addEventListener("beforeunload", (event) => {
    if (sending) event.preventDefault();
  });
}
