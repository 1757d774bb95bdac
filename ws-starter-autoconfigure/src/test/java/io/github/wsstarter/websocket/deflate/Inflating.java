/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wsstarter.websocket.deflate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;

import io.github.wsstarter.websocket.frame.Decompressor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compresses messages like the peer of a {@link PerMessageDeflate}, and decompresses
 * messages like its user.
 *
 * @author The ws-starter authors
 */
final class Inflating {

	private Inflating() {
	}

	static DeflateConnection connect(PerMessageDeflate deflate, String offer) {
		DeflateConnection connection = deflate.negotiate(List.of(offer));
		assertThat(connection).isNotNull();
		return connection;
	}

	/**
	 * Decompress a message.
	 * @param deflate the extension that decompresses it
	 * @param step the maximum number of bytes to decompress at once
	 * @param chunks the compressed message
	 * @return the message
	 * @throws DataFormatException if it is not well-formed
	 */
	static byte[] inflate(DeflateConnection deflate, int step, List<byte[]> chunks) throws DataFormatException {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		try (Decompressor decompressor = deflate.decompressor()) {
			for (byte[] chunk : chunks) {
				byte[] buffer = new byte[chunk.length + 5];
				System.arraycopy(chunk, 0, buffer, 3, chunk.length);
				decompressor.input(buffer, 3, chunk.length);
				drain(decompressor, step, message);
			}
			decompressor.finish();
			drain(decompressor, step, message);
			drain(decompressor, step, message);
		}
		return message.toByteArray();
	}

	private static void drain(Decompressor decompressor, int step, ByteArrayOutputStream message)
			throws DataFormatException {
		byte[] target = new byte[step + 4];
		int count = decompressor.inflate(target, 2, step);
		while (count > 0) {
			message.write(target, 2, count);
			count = decompressor.inflate(target, 2, step);
		}
	}

	/**
	 * Compress a message, block by block.
	 * @param message the message
	 * @param level the level
	 * @param strategy the strategy
	 * @param blocks the number of blocks, each of which is flushed
	 * @return the compressed message without its tail
	 */
	static byte[] deflate(byte[] message, int level, int strategy, int blocks) {
		Deflater deflater = new Deflater(level, true);
		deflater.setStrategy(strategy);
		byte[] target = new byte[2 * message.length + 64 * blocks];
		// The first call only applies the strategy
		int length = deflater.deflate(target);
		for (int i = 0; i < blocks; i++) {
			int start = (int) ((long) message.length * i / blocks);
			int end = (int) ((long) message.length * (i + 1) / blocks);
			deflater.setInput(message, start, end - start);
			length += deflater.deflate(target, length, target.length - length, Deflater.SYNC_FLUSH);
		}
		deflater.end();
		return bytes(ByteBuffer.wrap(target, 0, length - 4));
	}

	static List<byte[]> split(byte[] bytes, int parts, Random random) {
		List<byte[]> chunks = new ArrayList<>();
		int start = 0;
		for (int i = 1; i < parts; i++) {
			int end = start + random.nextInt(bytes.length - start + 1);
			chunks.add(bytes(ByteBuffer.wrap(bytes, start, end - start)));
			start = end;
		}
		chunks.add(bytes(ByteBuffer.wrap(bytes, start, bytes.length - start)));
		return chunks;
	}

	static byte[] bytes(ByteBuffer buffer) {
		byte[] bytes = new byte[buffer.remaining()];
		buffer.duplicate().get(bytes);
		return bytes;
	}

}
