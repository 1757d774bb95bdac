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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Unmasks payloads, eight bytes at a time. A masking key has its first byte in the lowest
 * bits.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.3">RFC 6455, section
 * 5.3</a>
 */
final class Mask {

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int STRIDE = 4 * Long.BYTES;

	private Mask() {
	}

	static int key(byte[] bytes, int offset) {
		return (int) INT.get(bytes, offset);
	}

	static boolean remove(byte[] bytes, int offset, int length, int key) {
		// Returns whether all unmasked bytes are ASCII
		long wide = (key & 0xFFFFFFFFL) << Integer.SIZE | key & 0xFFFFFFFFL;
		long seen = 0;
		int i = offset;
		int end = offset + length;
		for (; i <= end - STRIDE; i += STRIDE) {
			long a = (long) LONG.get(bytes, i) ^ wide;
			long b = (long) LONG.get(bytes, i + Long.BYTES) ^ wide;
			long c = (long) LONG.get(bytes, i + 2 * Long.BYTES) ^ wide;
			long d = (long) LONG.get(bytes, i + 3 * Long.BYTES) ^ wide;
			LONG.set(bytes, i, a);
			LONG.set(bytes, i + Long.BYTES, b);
			LONG.set(bytes, i + 2 * Long.BYTES, c);
			LONG.set(bytes, i + 3 * Long.BYTES, d);
			seen |= a | b | c | d;
		}
		for (; i <= end - Long.BYTES; i += Long.BYTES) {
			long a = (long) LONG.get(bytes, i) ^ wide;
			LONG.set(bytes, i, a);
			seen |= a;
		}
		for (; i < end; i++) {
			bytes[i] ^= (byte) wide;
			seen |= bytes[i];
			wide = Long.rotateRight(wide, Byte.SIZE);
		}
		return (seen & Utf8Validator.NOT_ASCII) == 0;
	}

}
