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

package io.github.wsstarter.websocket.container;

import java.util.List;

import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.server.standard.ServerEndpointRegistration;

/**
 * Tells the container the result of the handshake for one connection. Everything has been
 * decided before, so that the container's own defaults do not apply.
 *
 * @author The ws-starter authors
 */
final class ContainerRegistration extends ServerEndpointRegistration {

	private final @Nullable String subprotocol;

	private final List<Extension> extensions;

	ContainerRegistration(String path, Endpoint endpoint, @Nullable String subprotocol, List<Extension> extensions) {
		super(path, endpoint);
		this.subprotocol = subprotocol;
		this.extensions = extensions;
		if (subprotocol != null) {
			setSubprotocols(List.of(subprotocol));
		}
	}

	@Override
	public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
		return (this.subprotocol != null) ? this.subprotocol : "";
	}

	@Override
	public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
		List<String> names = installed.stream().map(Extension::getName).toList();
		return this.extensions.stream().filter((extension) -> names.contains(extension.getName())).toList();
	}

	@Override
	public boolean checkOrigin(String origin) {
		return true;
	}

	@Override
	public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
	}

}
