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

package io.github.wsstarter.endpoint;

import java.util.concurrent.CompletionStage;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.message.ErrorMessage;
import io.github.wsstarter.message.MessageFormatException;
import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Failures;
import io.github.wsstarter.session.Replies;

/**
 * Handles the failures of an endpoint's sessions. The reply to an invalid message is an
 * error, if there is a codec for JSON.
 *
 * @author The ws-starter authors
 */
class EndpointFailures {

	private final ClientLog log = new ClientLog(LogFactory.getLog(EndpointFailures.class));

	private final EndpointModel model;

	private final EndpointCalls calls;

	private final boolean json;

	private final @Nullable MessageValidator validator;

	EndpointFailures(EndpointModel model, EndpointCalls calls, boolean json, @Nullable MessageValidator validator) {
		this.model = model;
		this.calls = calls;
		this.json = json;
		this.validator = validator;
	}

	/**
	 * Pass a failure to the most specific {@code @OnError} method. If there is none,
	 * reply to the client with an error if its message was invalid.
	 * @param session the session
	 * @param failure the failure
	 * @param replies takes the replies
	 * @return whether the failure was handled
	 */
	boolean handle(EndpointSession session, Throwable failure, Replies replies) {
		Throwable cause = Failures.unwrap(failure);
		EndpointMethod method = this.model.error(cause);
		try {
			if (method != null) {
				logLate(method, session, this.calls.call(method, session, cause, replies));
				return true;
			}
			ErrorMessage reply = clientError(cause);
			if (reply != null) {
				replies.reply(reply);
			}
			return reply != null;
		}
		catch (Throwable ex) {
			log(session, (method != null) ? "'%s' failed".formatted(method.describe())
					: "The error could not be sent to the client", ex);
			return false;
		}
	}

	private @Nullable ErrorMessage clientError(Throwable failure) {
		if (!this.json) {
			return null;
		}
		if (failure instanceof MessageFormatException) {
			return new ErrorMessage("invalid-message", String.valueOf(failure.getMessage()));
		}
		String violations = (this.validator != null) ? this.validator.describe(failure, this.model.type()) : null;
		return (violations != null) ? new ErrorMessage("constraint-violation", violations) : null;
	}

	void logLate(EndpointMethod method, EndpointSession session, @Nullable CompletionStage<?> stage) {
		// Nothing waits for the stage, so nothing else handles its failure
		if (stage != null) {
			stage.whenComplete((result, failure) -> {
				if (failure != null) {
					log(session, "The return value of '%s' failed".formatted(method.describe()),
							Failures.unwrap(failure));
				}
			});
		}
	}

	void closeLate(EndpointMethod method, EndpointSession session, CompletionStage<?> stage) {
		logLate(method, session, stage);
		stage.whenComplete((result, failure) -> {
			if (failure != null) {
				session.close(CloseStatus.SERVER_ERROR);
			}
		});
	}

	private void log(EndpointSession session, String description, Throwable failure) {
		this.log.error(description, LogMessage.format("%s (session '%s' of endpoint '%s')", description,
				session.getId(), this.model.name()), failure);
	}

}
