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

package io.github.wsstarter.wire.protocol;

import java.util.stream.IntStream;

import jakarta.websocket.OnMessage;
import reactor.core.publisher.Flux;

import io.github.wsstarter.WsEndpoint;

/**
 * Receives messages of several types, and answers them with no reply, one reply or many.
 *
 * @author The ws-starter authors
 */
@WsEndpoint(path = "/ws/orders", name = "orders")
class OrdersEndpoint {

	@OnMessage
	void on(OrderMessage.Forget forget) {
	}

	@OnMessage
	Flux<Order> on(OrderMessage.List list) {
		return Flux.fromStream(IntStream.rangeClosed(1, list.count()).mapToObj(Order::new));
	}

	sealed interface OrderMessage {

		record Forget(int order) implements OrderMessage {
		}

		record List(int count) implements OrderMessage {
		}

	}

	record Order(int order) {
	}

}
