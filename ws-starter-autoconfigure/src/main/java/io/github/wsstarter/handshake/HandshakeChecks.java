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

package io.github.wsstarter.handshake;

import java.util.List;
import java.util.Map;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.Assert;

import io.github.wsstarter.diagnostics.ClientLog;

/**
 * All checks of a handshake. The checks run in their order, and the first refusal wins. A
 * check that throws an exception refuses with 500. Every refusal is recorded in the
 * {@link HandshakeJournal} and in a {@link ClientLog}. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class HandshakeChecks {

	private final List<HandshakeCheck> checks;

	private final HandshakeJournal journal;

	private final ClientLog log = new ClientLog(LogFactory.getLog(HandshakeChecks.class));

	public HandshakeChecks(List<HandshakeCheck> checks, HandshakeJournal journal) {
		Assert.notNull(checks, "'checks' must not be null");
		Assert.notNull(journal, "'journal' must not be null");
		this.checks = List.copyOf(checks);
		this.journal = journal;
	}

	/**
	 * Run all checks. The caller must end the request in any case, so that the callbacks
	 * registered with {@link HandshakeRequest#onEnd} run.
	 * @param request the request
	 * @return the first refusal, or a decision with the headers and attributes of all
	 * checks. If two checks set the same attribute, the last one wins
	 */
	public HandshakeDecision check(HandshakeRequest request) {
		HandshakeDecision merged = HandshakeDecision.proceed();
		for (HandshakeCheck check : this.checks) {
			HandshakeDecision decision;
			try {
				decision = check.check(request);
				Assert.state(decision != null, "The check returned no decision");
			}
			catch (Exception ex) {
				return failed(request, check, ex);
			}
			if (decision.isRefused()) {
				refused(request, check.getClass().getName(), decision);
				return decision;
			}
			merged = (merged == HandshakeDecision.proceed()) ? decision : merge(merged, decision);
		}
		return merged;
	}

	/**
	 * Record and log a refusal by the wire itself.
	 * @param request the request
	 * @param refusal the refusal, whose reason identifies the cause and must not depend
	 * on what the client sent
	 */
	public void refused(HandshakeRequest request, HandshakeDecision refusal) {
		Assert.isTrue(refusal.isRefused(), "'refusal' must be a refusal");
		refused(request, String.valueOf(refusal.getReason()), refusal);
	}

	private void refused(HandshakeRequest request, String source, HandshakeDecision refusal) {
		HttpStatusCode status = refusal.getStatus();
		Assert.state(status != null, "No status");
		String property = refusal.getProperty();
		RefusedHandshake refused = this.journal.add(request, status.value(), String.valueOf(refusal.getReason()));
		this.log.warn(new Cause(refused.endpointName(), source, refused.status(), property),
				LogMessage.of(() -> describe(refused)
						+ ((property != null) ? ". Change '" + property + "' if it should be accepted" : "")));
	}

	private HandshakeDecision failed(HandshakeRequest request, HandshakeCheck check, Exception ex) {
		String source = check.getClass().getName();
		String reason = "check " + source + " failed";
		RefusedHandshake refused = this.journal.add(request, HttpStatus.INTERNAL_SERVER_ERROR.value(), reason);
		this.log.error(refused.endpointName() + ' ' + source, LogMessage.of(() -> describe(refused)), ex);
		return HandshakeDecision.refuse(HttpStatus.INTERNAL_SERVER_ERROR, reason);
	}

	/**
	 * Log that a callback of {@link HandshakeRequest#onEnd} failed.
	 * @param request the request
	 * @param failure the failure
	 */
	public void callbackFailed(HandshakeRequest request, Exception failure) {
		String endpoint = request.getEndpointName();
		this.log.error(endpoint,
				LogMessage.format("Callback at the end of a handshake or session of endpoint '%s' failed", endpoint),
				failure);
	}

	private static String describe(RefusedHandshake refused) {
		return "Refused handshake with endpoint '%s' from %s, origin %s, path %s: %d, %s".formatted(
				refused.endpointName(), refused.remoteAddress(),
				(refused.origin() != null) ? '\'' + refused.origin() + '\'' : "none", refused.path(), refused.status(),
				refused.reason());
	}

	private static HandshakeDecision merge(HandshakeDecision merged, HandshakeDecision decision) {
		HandshakeDecision result = merged;
		for (Map.Entry<String, List<String>> header : decision.getHeaders().headerSet()) {
			for (String value : header.getValue()) {
				result = result.withHeader(header.getKey(), value);
			}
		}
		for (Map.Entry<String, Object> attribute : decision.getAttributes().entrySet()) {
			result = result.withAttribute(attribute.getKey(), attribute.getValue());
		}
		return result;
	}

	/**
	 * Identifies the cause of a refusal. Must not depend on what a client sends.
	 */
	private record Cause(String endpointName, String source, int status, @Nullable String property) {

	}

}
