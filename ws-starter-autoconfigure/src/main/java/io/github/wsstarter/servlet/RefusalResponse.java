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

package io.github.wsstarter.servlet;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatusCode;
import org.springframework.util.Assert;

import io.github.wsstarter.handshake.HandshakeDecision;

/**
 * The response to a refused handshake: status and headers, but nothing of the reason.
 *
 * @param refusal the refusal
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record RefusalResponse(HandshakeDecision refusal) {

	/**
	 * Answer a request.
	 * @param response where to write to
	 */
	public void writeTo(HttpServletResponse response) {
		HttpStatusCode status = this.refusal.getStatus();
		Assert.state(status != null, "The handshake is not refused");
		response.setStatus(status.value());
		for (Map.Entry<String, List<String>> header : this.refusal.getHeaders().headerSet()) {
			header.getValue().forEach((value) -> response.addHeader(header.getKey(), value));
		}
		response.setContentLength(0);
	}

}
