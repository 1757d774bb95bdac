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

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.Assert;

import io.github.wsstarter.handshake.HandshakeDecision;

/**
 * The response to a handshake. The client does not learn the reason of a refusal.
 *
 * @param response the response of the container
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record HandshakeResponse(HttpServletResponse response) {

	/**
	 * Refuse the handshake.
	 * @param refusal the refusal
	 */
	public void refuse(HandshakeDecision refusal) {
		HttpStatusCode status = refusal.getStatus();
		Assert.state(status != null, "The handshake is not refused");
		this.response.setStatus(status.value());
		addHeaders(refusal);
		this.response.setContentLength(0);
	}

	/**
	 * Add the headers of a decision.
	 * @param decision the decision of the checks
	 */
	public void addHeaders(HandshakeDecision decision) {
		for (Map.Entry<String, List<String>> header : decision.getHeaders().headerSet()) {
			header.getValue().forEach((value) -> this.response.addHeader(header.getKey(), value));
		}
	}

	/**
	 * Respond with 500, unless the response was committed.
	 */
	public void fail() {
		if (!this.response.isCommitted()) {
			this.response.reset();
			this.response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR.value());
			this.response.setContentLength(0);
		}
	}

}
