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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

import io.github.wsstarter.message.TopicPattern;
import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Failures;
import io.github.wsstarter.session.Replies;
import io.github.wsstarter.session.TopicAccess;

/**
 * Decides with an endpoint's {@code @OnSubscribe} methods whether a client may subscribe.
 *
 * @author The ws-starter authors
 */
class EndpointSubscriptions {

	/**
	 * The name of a class of Spring Security, which is optional.
	 */
	private static final String ACCESS_DENIED = "org.springframework.security.access.AccessDeniedException";

	private final List<SubscribeMethod> methods;

	private final EndpointCalls calls;

	private final SessionRefusals refusals;

	EndpointSubscriptions(List<SubscribeMethod> methods, EndpointCalls calls, SessionRefusals refusals) {
		this.methods = methods;
		this.calls = calls;
		this.refusals = refusals;
	}

	CompletionStage<TopicAccess> subscribing(EndpointSession session, String topic) throws Exception {
		PathContainer path = TopicPattern.path(topic);
		for (SubscribeMethod method : this.methods) {
			Map<String, String> variables = method.pattern().match(path);
			if (variables != null) {
				return ask(session, method.method(), new SubscribedTopic(topic, variables),
						new AccessReplies(method.verdict()));
			}
		}
		return CompletableFuture.completedFuture(TopicAccess.undeclared());
	}

	private CompletionStage<TopicAccess> ask(EndpointSession session, EndpointMethod method, SubscribedTopic topic,
			AccessReplies replies) throws Exception {
		CompletionStage<?> stage;
		try {
			stage = this.calls.invoke(method, session, topic, replies);
		}
		catch (UnusableTopicException ex) {
			return CompletableFuture.completedFuture(TopicAccess.undeclared());
		}
		catch (UnusableArgumentException ex) {
			this.refusals.warn(method.describe(),
					() -> "Session '%s' of endpoint '%s' may not subscribe to '%s': %s, which '%s' needs".formatted(
							session.getId(), session.getEndpointName(), topic.name(), ex.getMessage(),
							method.describe()));
			return CompletableFuture.completedFuture(TopicAccess.forbidden());
		}
		catch (Exception ex) {
			if (isRefusal(ex)) {
				return CompletableFuture.completedFuture(TopicAccess.forbidden());
			}
			throw ex;
		}
		return (stage != null) ? access(session, stage, replies) : CompletableFuture.completedFuture(replies.access());
	}

	private static CompletionStage<TopicAccess> access(EndpointSession session, CompletionStage<?> stage,
			AccessReplies replies) {
		return stage.handle((result, failure) -> {
			if (failure == null) {
				return (session.isOpen()) ? replies.access() : TopicAccess.forbidden();
			}
			if (isRefusal(failure)) {
				return TopicAccess.forbidden();
			}
			throw new CompletionException(Failures.unwrap(failure));
		});
	}

	private static boolean isRefusal(Throwable failure) {
		Throwable cause = Failures.unwrap(failure);
		return cause instanceof SecurityException || isAccessDenied(cause.getClass());
	}

	private static boolean isAccessDenied(Class<?> type) {
		return type.getName().equals(ACCESS_DENIED)
				|| (type.getSuperclass() != null && isAccessDenied(type.getSuperclass()));
	}

	/**
	 * Keeps the return value of a method, which is the answer to the client. The method
	 * may reply on any thread.
	 */
	private static final class AccessReplies implements Replies {

		private final boolean verdict;

		private volatile @Nullable Object value;

		AccessReplies(boolean verdict) {
			this.verdict = verdict;
		}

		/**
		 * Return the answer. A method that returned no value allows the subscription,
		 * unless it returns a verdict.
		 * @return the answer
		 */
		TopicAccess access() {
			Object returned = this.value;
			if (this.verdict || returned instanceof Boolean) {
				return (Boolean.TRUE.equals(returned)) ? TopicAccess.allowed(null) : TopicAccess.forbidden();
			}
			return TopicAccess.allowed(returned);
		}

		@Override
		public void reply(Object payload) {
			this.value = payload;
		}

		@Override
		public CompletionStage<Void> replyAndConfirm(Object payload) {
			throw new IllegalStateException("The state of a topic is a single value");
		}

	}

}
