// Reads the code on a licence, or one that somebody shows, by the camera; then goes where the same code would lead if it were typed in.
"use strict";

const scan = document.getElementById("scan");
const camera = document.getElementById("camera");
const told = document.getElementById("told");
const start = document.getElementById("start");
const found = document.getElementById("found");
const often = 400;
const longestSide = 640;

const say = (what) => { told.textContent = scan.dataset[what]; };

// The browser's own reader, where it has one: no picture leaves the device then. Else the node reads pictures, and keeps none.
async function reader() {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async () => (await detector.detect(camera)).map((code) => code.rawValue)[0];
  }

  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  return async () => {
    const scale = Math.min(1, longestSide / Math.max(camera.videoWidth, camera.videoHeight));
    canvas.width = Math.floor(camera.videoWidth * scale);
    canvas.height = Math.floor(camera.videoHeight * scale);
    drawing.drawImage(camera, 0, 0, canvas.width, canvas.height);
    const { data } = drawing.getImageData(0, 0, canvas.width, canvas.height);
    const grey = new Uint8Array(canvas.width * canvas.height);
    for (let at = 0; at < grey.length; at++) {
      grey[at] = (77 * data[4 * at] + 150 * data[4 * at + 1] + 29 * data[4 * at + 2]) >> 8;
    }

    const answer = await fetch(`/scan/frame?width=${canvas.width}`, { method: "POST", body: grey, headers: { "Content-Type": "application/octet-stream" } });
    return answer.status === 200 ? (await answer.json()).text : undefined;
  };
}

// Never to another site: of an address in a code, what it asks is asked here.
function use(text) {
  if (text.startsWith("LP1:")) {
    found.elements.presentation.value = text;
    found.submit();
    return true;
  }

  if (!URL.canParse(text)) {
    return false;
  }

  const says = new URL(text).searchParams;
  const asked = new URLSearchParams();
  for (const name of ["id", "code", "copy"]) {
    if (says.has(name)) {
      asked.set(name, says.get(name));
    }
  }

  if (!asked.has("id") || !asked.has("code")) {
    return false;
  }

  location.assign(`/?${asked}`);
  return true;
}

async function watch() {
  const read = await reader();
  const look = async () => {
    if (!camera.srcObject) {
      return;
    }

    try {
      const text = camera.videoWidth > 0 ? await read() : undefined;
      if (text !== undefined) {
        if (use(text)) {
          stop();
          return;
        }

        say("foreign");
      }
    } catch {
      say("failed");
    }

    setTimeout(look, often);
  };
  look();
}

function stop() {
  camera.srcObject?.getTracks().forEach((track) => track.stop());
  camera.srcObject = null;
}

start.addEventListener("click", async () => {
  if (!navigator.mediaDevices) {
    say("none");
    return;
  }

  try {
    camera.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    await camera.play();
    camera.hidden = false;
    start.hidden = true;
    say("looking");
    watch();
  } catch (error) {
    say(error.name === "NotAllowedError" ? "refused" : "none");
  }
});
addEventListener("pagehide", stop);
scan.hidden = false;
