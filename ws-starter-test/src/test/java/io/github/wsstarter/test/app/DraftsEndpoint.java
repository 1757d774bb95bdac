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

package io.github.wsstarter.test.app;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.CookieValue;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;

/**
 * An endpoint that reads a cookie and handles commands of a sealed type. Some commands
 * have no reply.
 *
 * @author The ws-starter authors
 */
@WsEndpoint("/ws/drafts")
public class DraftsEndpoint {

	@OnOpen
	void open(WsSession session, @CookieValue(required = false) @Nullable String theme) {
		if (theme != null) {
			session.send("The theme is " + theme);
		}
	}

	@OnMessage
	@Nullable Command handle(Command command) {
		return (command instanceof Save) ? command : null;
	}

	/**
	 * A command of a client.
	 */
	public sealed interface Command {

	}

	/**
	 * The command to save a draft.
	 *
	 * @param text the text of the draft
	 */
	public record Save(String text) implements Command {

	}

	/**
	 * The command to forget a draft.
	 *
	 * @param number the number of the draft
	 */
	public record Forget(int number) implements Command {

	}

}
