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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

import jakarta.validation.Validation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.util.pattern.PathPatternParser;

import io.github.wsstarter.Topics;
import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.message.JacksonMessageCodec;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.TestOptions;
import io.github.wsstarter.session.TopicAccess;

import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;

/**
 * Serves a session that has no connection with an annotated endpoint.
 *
 * @author The ws-starter authors
 */
class EndpointTester {

	static final SessionOptions OPTIONS = new TestOptions().heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(10))
		.build();

	private final SessionRoute route;

	private TestSession session = new TestSession();

	private TestReplies replies = new TestReplies();

	EndpointTester(Class<?>... components) {
		this(services(), components);
	}

	EndpointTester(EndpointServices services, Class<?>... components) {
		this.route = routes(services, components).get(0);
	}

	static EndpointServices services() {
		return services(new JacksonMessageCodec(JsonMapper.shared()), validator(),
				new EndpointOptions(OPTIONS, false, false));
	}

	static EndpointServices services(@Nullable MessageCodec codec, @Nullable MessageValidator validator,
			EndpointOptions options) {
		return services(codec, validator, mock(Topics.class), options);
	}

	static EndpointServices services(@Nullable Topics topics) {
		return services(new JacksonMessageCodec(JsonMapper.shared()), validator(), topics,
				new EndpointOptions(OPTIONS, false, false));
	}

	private static EndpointServices services(@Nullable MessageCodec codec, @Nullable MessageValidator validator,
			@Nullable Topics topics, EndpointOptions options) {
		return new EndpointServices(PathPatternParser.defaultInstance, new DefaultFormattingConversionService(),
				ReactiveAdapterRegistry.getSharedInstance(), codec, validator, () -> topics, (name) -> options,
				EndpointExtensions.NONE);
	}

	static EndpointServices services(EndpointExtensions extensions) {
		EndpointServices services = services();
		return new EndpointServices(services.pathPatternParser(), services.conversionService(),
				services.reactiveAdapterRegistry(), services.codec(), services.validator(), services.topics(),
				services.options(), extensions);
	}

	static MessageValidator validator() {
		return new JakartaMessageValidator(Validation.buildDefaultValidatorFactory().getValidator());
	}

	static List<SessionRoute> routes(EndpointServices services, Class<?>... components) {
		return routes(services, new AnnotationConfigApplicationContext(components).getBeanFactory());
	}

	static List<SessionRoute> routes(EndpointServices services, ConfigurableListableBeanFactory beanFactory) {
		return new EndpointRoutes(services).discover(beanFactory);
	}

	static FailureAnalysis analyze(Class<?>... components) {
		return analyze(services(), components);
	}

	static FailureAnalysis analyze(EndpointServices services, Class<?>... components) {
		EndpointDefinitionException failure = catchThrowableOfType(EndpointDefinitionException.class,
				() -> routes(services, components));
		FailureAnalysis analysis = new EndpointDefinitionFailureAnalyzer().analyze(failure);
		if (analysis == null) {
			throw new AssertionError("There is no analysis of  " + failure);
		}
		return analysis;
	}

	EndpointTester with(TestSession session) {
		this.session = session;
		return this;
	}

	EndpointTester with(TestReplies replies) {
		this.replies = replies;
		return this;
	}

	SessionRoute route() {
		return this.route;
	}

	EndpointSession session() {
		return this.session;
	}

	List<Object> sent() {
		return this.replies.getSent();
	}

	@Nullable CloseStatus closeStatus() {
		return this.session.getCloseStatus();
	}

	@Nullable CompletionStage<?> open() throws Exception {
		return this.route.handler().opened(this.session, this.replies);
	}

	@Nullable CompletionStage<?> text(String payload) throws Exception {
		return this.route.handler().message(this.session, new InboundMessage.Text(payload), this.replies);
	}

	@Nullable CompletionStage<?> binary(String payload) throws Exception {
		return this.route.handler().message(this.session, new InboundMessage.Binary(bytes(payload)), this.replies);
	}

	@Nullable CompletionStage<?> pong(String payload) throws Exception {
		return this.route.handler().message(this.session, new InboundMessage.Pong(bytes(payload)), this.replies);
	}

	CompletionStage<TopicAccess> subscribe(String topic) throws Exception {
		return this.route.handler().subscribing(this.session, topic);
	}

	boolean fail(Throwable failure) throws Exception {
		return this.route.handler().failed(this.session, failure, this.replies);
	}

	void close(CloseStatus status) throws Exception {
		this.session.close(status);
		this.route.handler().closed(this.session, status);
	}

	private static ByteBuffer bytes(String payload) {
		return ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8));
	}

}
