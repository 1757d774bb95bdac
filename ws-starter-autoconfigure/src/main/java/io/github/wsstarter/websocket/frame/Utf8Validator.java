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
 * Validates UTF-8 in parts. Between two parts only a state is kept, which is a number:
 * complete at the start and after each character, invalid from the first invalid byte on,
 * and another one within a character.
 * <p>
 * The states of the automaton are multiples of six, and the entry of a byte in the table
 * holds, at bit <em>s</em>, the six bits of the state that follows on state <em>s</em>: a
 * step is one shift, which takes the lowest six bits of the state only.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3629#section-4">RFC 3629, section 4</a>
 */
final class Utf8Validator {

	static final long COMPLETE = 6;

	static final long INVALID = 0;

	static final long NOT_ASCII = 0x8080808080808080L;

	private static final long ONE_MORE = 12;

	private static final long TWO_MORE = 18;

	private static final long THREE_MORE = 24;

	private static final long AFTER_E0 = 30;

	private static final long AFTER_ED = 36;

	private static final long AFTER_F0 = 42;

	private static final long AFTER_F4 = 48;

	private static final long STATE_MASK = 0x3F;

	private static final long[] NEXT = table();

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

	private Utf8Validator() {
	}

	static long validate(long state, byte[] bytes, int offset, int length) {
		long current = state;
		int i = offset;
		int end = offset + length;
		while (i <= end - Long.BYTES) {
			if ((current & STATE_MASK) == COMPLETE && ((long) LONG.get(bytes, i) & NOT_ASCII) == 0) {
				i += Long.BYTES;
			}
			else {
				for (int stop = i + Long.BYTES; i < stop; i++) {
					current = NEXT[bytes[i] & 0xFF] >>> current;
				}
			}
		}
		for (; i < end; i++) {
			current = NEXT[bytes[i] & 0xFF] >>> current;
		}
		return current & STATE_MASK;
	}

	static boolean isAscii(byte[] bytes, int offset, int length) {
		int i = offset;
		int end = offset + length;
		for (; i <= end - Long.BYTES; i += Long.BYTES) {
			if (((long) LONG.get(bytes, i) & NOT_ASCII) != 0) {
				return false;
			}
		}
		for (; i < end; i++) {
			if (bytes[i] < 0) {
				return false;
			}
		}
		return true;
	}

	private static long[] table() {
		long[] table = new long[256];
		add(table, COMPLETE, 0x00, 0x7F, COMPLETE);
		add(table, COMPLETE, 0xC2, 0xDF, ONE_MORE);
		add(table, COMPLETE, 0xE0, 0xE0, AFTER_E0);
		add(table, COMPLETE, 0xE1, 0xEC, TWO_MORE);
		add(table, COMPLETE, 0xED, 0xED, AFTER_ED);
		add(table, COMPLETE, 0xEE, 0xEF, TWO_MORE);
		add(table, COMPLETE, 0xF0, 0xF0, AFTER_F0);
		add(table, COMPLETE, 0xF1, 0xF3, THREE_MORE);
		add(table, COMPLETE, 0xF4, 0xF4, AFTER_F4);
		add(table, ONE_MORE, 0x80, 0xBF, COMPLETE);
		add(table, TWO_MORE, 0x80, 0xBF, ONE_MORE);
		add(table, THREE_MORE, 0x80, 0xBF, TWO_MORE);
		add(table, AFTER_E0, 0xA0, 0xBF, ONE_MORE);
		add(table, AFTER_ED, 0x80, 0x9F, ONE_MORE);
		add(table, AFTER_F0, 0x90, 0xBF, TWO_MORE);
		add(table, AFTER_F4, 0x80, 0x8F, TWO_MORE);
		return table;
	}

	private static void add(long[] table, long state, int from, int to, long next) {
		for (int value = from; value <= to; value++) {
			table[value] |= next << state;
		}
	}

}
