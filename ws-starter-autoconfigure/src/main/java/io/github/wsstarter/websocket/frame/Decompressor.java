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

package io.github.wsstarter.websocket.frame;

import java.util.zip.DataFormatException;

/**
 * Decompresses the payload of one message, chunk by chunk. After each {@link #input} and
 * after {@link #finish()}, {@link #inflate} has to be called until it returns zero; until
 * then the chunk must not change. Not thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface Decompressor extends AutoCloseable {

	void input(byte[] buffer, int offset, int length);

	/**
	 * Declare that there are no more chunks.
	 */
	void finish();

	/**
	 * Decompress some bytes.
	 * @param target where to put them
	 * @param offset the offset in the target
	 * @param length the maximum number of bytes, more than zero
	 * @return how many bytes there are; zero if another chunk is needed or, after
	 * {@link #finish()}, the message is complete
	 * @throws DataFormatException if the message was not compressed properly or is cut
	 * short; the decompressor can then only be closed
	 */
	int inflate(byte[] target, int offset, int length) throws DataFormatException;

	/**
	 * Return the memory that is held until the message ends.
	 * @return the size in bytes
	 */
	int heldBytes();

	/**
	 * End the message, whether it is complete or not.
	 */
	@Override
	void close();

}
