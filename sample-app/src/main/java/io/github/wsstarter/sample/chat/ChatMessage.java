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
 * All that clients and server say to each other. The property {@code type} tells it
 * apart, such as {@code join}.
 *
 * @author The ws-starter authors
 */
sealed interface ChatMessage {

	/**
	 * A client says who it is.
	 *
	 * @param name the name
	 */
	record Join(@Pattern(regexp = "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N} ._'-]{0,22}[\\p{L}\\p{M}\\p{N}.])?",
			message = "1 to 24 letters, digits, spaces, dots, hyphens") @NotBlank String name) implements ChatMessage {
	}

	/**
	 * A client says something.
	 *
	 * @param text what it says
	 */
	record Say(@NotBlank @Size(max = 1000) String text) implements ChatMessage {
	}

	/**
	 * Somebody said something.
	 *
	 * @param id tells the message from others
	 * @param name who
	 * @param text what
	 * @param time when, in milliseconds since 1970
	 */
	record Said(String id, String name, String text, long time) implements ChatMessage {
	}

	/**
	 * Somebody came who was not there.
	 *
	 * @param name who
	 */
	record Entered(String name) implements ChatMessage {
	}

	/**
	 * Somebody is there no more.
	 *
	 * @param name who
	 */
	record Left(String name) implements ChatMessage {
	}

	/**
	 * What was said before.
	 *
	 * @param messages the messages, oldest first
	 */
	record History(List<Said> messages) implements ChatMessage {
	}

	/**
	 * Who is there.
	 *
	 * @param names the names, each once
	 */
	record People(List<String> names) implements ChatMessage {
	}

	/**
	 * The answer to what cannot be done.
	 *
	 * @param message why, for people
	 */
	record Problem(String message) implements ChatMessage {
	}

}
