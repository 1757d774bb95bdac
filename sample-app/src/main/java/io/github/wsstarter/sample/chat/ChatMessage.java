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

package io.github.wsstarter.sample.chat;

import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A message between clients and server. The property {@code type} distinguishes the
 * members, for example {@code join}.
 *
 * @author The ws-starter authors
 */
sealed interface ChatMessage {

	/**
	 * A client joins the room under a name.
	 *
	 * @param name the name
	 */
	record Join(@Pattern(regexp = "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N} ._'-]{0,22}[\\p{L}\\p{M}\\p{N}.])?",
			message = "1 to 24 letters, digits, spaces, dots, hyphens") @NotBlank String name) implements ChatMessage {
	}

	/**
	 * A client posts a message.
	 *
	 * @param text the text
	 */
	record Say(@NotBlank @Size(max = 1000) String text) implements ChatMessage {
	}

	/**
	 * A message was posted.
	 *
	 * @param id the id of the message
	 * @param name the author
	 * @param text the text
	 * @param time the time, in milliseconds since 1970
	 */
	record Said(String id, String name, String text, long time) implements ChatMessage {
	}

	/**
	 * A person has joined.
	 *
	 * @param name the name
	 */
	record Entered(String name) implements ChatMessage {
	}

	/**
	 * A person has left.
	 *
	 * @param name the name
	 */
	record Left(String name) implements ChatMessage {
	}

	/**
	 * Earlier messages.
	 *
	 * @param messages the messages, oldest first
	 */
	record History(List<Said> messages) implements ChatMessage {
	}

	/**
	 * The people in the room.
	 *
	 * @param names the names, each once
	 */
	record People(List<String> names) implements ChatMessage {
	}

	/**
	 * The reply to a message that cannot be handled.
	 *
	 * @param message the reason, for people
	 */
	record Problem(String message) implements ChatMessage {
	}

}
