# python3 tornado-client.py <url>
import asyncio
import sys

from tornado.websocket import websocket_connect


async def main(url):
    client = await websocket_connect(url, compression_options={})
    print(client.headers.get("Sec-WebSocket-Extensions", "none"))
    phrase = "The quick brown fox jumps over the lazy dog. "
    texts = ["", "a"] + [f"{i}: {phrase * (i * i)}" for i in range(20)]
    texts += ["".join(chr(97 + i * i % 26) for i in range(100_000)), "end"]
    for text in texts:
        await client.write_message(text)
        assert await client.read_message() == text, f"answer to {len(text)} characters, then {client.close_code}"
    client.close(1000)


asyncio.run(main(sys.argv[1]))
