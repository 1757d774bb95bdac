// node ws.cjs <directory of the package ws> <url> <options of perMessageDeflate>
'use strict';

const [directory, url, options] = process.argv.slice(2);
const WebSocket = require(directory);

const texts = ['', 'a'];
for (let i = 0; i < 20; i++) {
  texts.push(`${i}: ${'The quick brown fox jumps over the lazy dog. '.repeat(i * i)}`);
}
texts.push(Array.from({ length: 100_000 }, (_, i) => String.fromCharCode(97 + ((i * i) % 26))).join(''), 'end');

let perMessageDeflate = JSON.parse(options);
if (perMessageDeflate !== true) {
  perMessageDeflate = { threshold: 0, ...perMessageDeflate };
}
const socket = new WebSocket(url, { perMessageDeflate });
let answered = 0;
socket.on('open', () => {
  socket.send(texts[0]);
});
socket.on('upgrade', (response) => console.log(response.headers['sec-websocket-extensions'] ?? 'none'));
socket.on('message', (data) => {
  if (data.toString() !== texts[answered]) {
    throw new Error(`Message ${answered} is not the same`);
  }
  answered++;
  if (answered < texts.length) {
    socket.send(texts[answered]);
  } else {
    socket.close(1000);
  }
});
socket.on('error', (error) => {
  throw error;
});
socket.on('close', (code) => {
  process.exit(answered === texts.length && code === 1000 ? 0 : 1);
});
