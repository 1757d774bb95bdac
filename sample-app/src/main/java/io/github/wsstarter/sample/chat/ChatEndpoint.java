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

import java.util.regex.Pattern;

import jakarta.validation.Valid;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.OnSubscribe;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.sample.chat.ChatMessage.History;
import io.github.wsstarter.sample.chat.ChatMessage.Join;
import io.github.wsstarter.sample.chat.ChatMessage.People;
import io.github.wsstarter.sample.chat.ChatMessage.Problem;
import io.github.wsstarter.sample.chat.ChatMessage.Said;
import io.github.wsstarter.sample.chat.ChatMessage.Say;

/**
 * A chat in rooms. Clients subscribe to the topics of their room, and join the room
 * before they post messages.
 *
 * @author The ws-starter authors
 */
@WsEndpoint("/ws/chat/{room}")
class ChatEndpoint {

	static final CloseStatus BAD_NAME = new CloseStatus(4000, "A room's name has 1 to 30 of a to z, 0 to 9 and -");

	static final CloseStatus NO_ROOM = new CloseStatus(4001, "There are too many rooms, try again later");

	private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,30}");

	private final Rooms rooms;

	ChatEndpoint(Rooms rooms) {
		this.rooms = rooms;
	}

	@OnOpen
	void enter(WsSession session, @PathVariable String room) {
		if (!NAME.matcher(room).matches()) {
			session.close(BAD_NAME);
			return;
		}
		Room entered = this.rooms.enter(room);
		if (entered == null) {
			session.close(NO_ROOM);
			return;
		}
		session.getAttributes().put(Room.class.getName(), entered);
	}

	@OnSubscribe("chat.{topicRoom}")
	History history(WsSession session, @PathVariable String room, @DestinationVariable String topicRoom) {
		return new History(room(session, room, topicRoom).messages());
	}

	@OnSubscribe("chat.{topicRoom}.presence")
	People people(WsSession session, @PathVariable String room, @DestinationVariable String topicRoom) {
		return room(session, room, topicRoom).people();
	}

	@OnMessage
	void on(@Valid Join join, WsSession session) {
		room(session).join(session.getId(), join.name());
	}

	@OnMessage
	@SendTo("chat.{room}")
	Said on(@Valid Say say, WsSession session) {
		return room(session).say(session.getId(), say.text());
	}

	@OnError
	Problem problem(NotJoinedException ex) {
		return new Problem("Join the room first");
	}

	@OnClose
	void leave(WsSession session, @PathVariable String room) {
		if (session.getAttributes().remove(Room.class.getName()) instanceof Room left) {
			left.leave(session.getId());
			this.rooms.leave(room);
		}
	}

	private static Room room(WsSession session, String room, String topicRoom) {
		if (!room.equals(topicRoom)) {
			throw new SecurityException("The session is connected to room '%s'".formatted(room));
		}
		return room(session);
	}

	private static Room room(WsSession session) {
		if (session.getAttributes().get(Room.class.getName()) instanceof Room room) {
			return room;
		}
		throw new NotJoinedException();
	}

}
