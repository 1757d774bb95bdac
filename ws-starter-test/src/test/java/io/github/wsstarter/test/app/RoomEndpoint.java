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

import java.security.Principal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.OnSubscribe;
import io.github.wsstarter.Topics;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;

/**
 * An endpoint that uses most features of the starter.
 *
 * @author The ws-starter authors
 */
@WsEndpoint(path = "/ws/rooms/{room}", name = "room")
public class RoomEndpoint {

	private final Topics topics;

	private final Doorkeeper doorkeeper;

	RoomEndpoint(Topics topics, Doorkeeper doorkeeper) {
		this.topics = topics;
		this.doorkeeper = doorkeeper;
	}

	@OnOpen
	void open(WsSession session, @Nullable Principal principal, @PathVariable String room,
			@RequestParam(defaultValue = "") String greeting) {
		if (greeting.equals("Bye")) {
			session.close(new CloseStatus(4001, "not today"));
		}
		else if (greeting.equals("Wait")) {
			this.doorkeeper.waitForDoor();
		}
		else if (!greeting.isEmpty()) {
			session.send(greeting + " " + ((principal != null) ? principal.getName() : "nobody") + " in " + room);
		}
	}

	@OnMessage
	Said say(@Valid Say say, @PathVariable String room, WsSession session) {
		if (say.text().equals("close")) {
			session.close(new CloseStatus(4000, "as you like"));
		}
		Said said = new Said(room, say.text());
		this.topics.publish("rooms." + room, said);
		return said;
	}

	@OnMessage
	byte[] echo(byte[] bytes) {
		return bytes;
	}

	@OnSubscribe("rooms.{room}")
	void subscribe(String room) {
	}

	/**
	 * A message from a client.
	 *
	 * @param text the text
	 */
	public record Say(@NotBlank String text) {

	}

	/**
	 * A message to clients.
	 *
	 * @param room the room
	 * @param text the text
	 */
	public record Said(String room, String text) {

	}

}
