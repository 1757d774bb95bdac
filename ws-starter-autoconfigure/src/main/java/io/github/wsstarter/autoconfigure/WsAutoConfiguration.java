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

package io.github.wsstarter.autoconfigure;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import jakarta.validation.Validator;
import jakarta.websocket.server.ServerContainer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.Environment;
import org.springframework.core.log.LogMessage;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.util.pattern.PathPatternParser;

import io.github.wsstarter.Topics;
import io.github.wsstarter.endpoint.EndpointArgumentResolver;
import io.github.wsstarter.endpoint.EndpointExtensions;
import io.github.wsstarter.endpoint.EndpointReturnValueHandler;
import io.github.wsstarter.endpoint.EndpointRoutes;
import io.github.wsstarter.endpoint.EndpointServices;
import io.github.wsstarter.endpoint.JakartaMessageValidator;
import io.github.wsstarter.endpoint.MessageValidator;
import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.message.ErrorMessage;
import io.github.wsstarter.message.JacksonMessageCodec;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.session.MonotonicClock;
import io.github.wsstarter.session.SessionDrain;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.session.SessionListener;
import io.github.wsstarter.session.SessionMonitor;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.SessionRegistry;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.SessionRoutes;
import io.github.wsstarter.session.Subprotocol;
import io.github.wsstarter.session.Subscriptions;
import io.github.wsstarter.session.TransportSession;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for annotated endpoints and their
 * sessions.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
		"org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration",
		"org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration" })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ ServerContainer.class, DispatcherServlet.class, CloseStatus.class })
@ConditionalOnBooleanProperty(name = "ws.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WsProperties.class)
@RegisterReflectionForBinding(ErrorMessage.class)
@Import(HandshakeConfiguration.class)
public final class WsAutoConfiguration {

	private static final Log logger = LogFactory.getLog(WsAutoConfiguration.class);

	@Bean
	static LazyInitializationExcludeFilter eagerSessionRoutes() {
		return LazyInitializationExcludeFilter.forBeanTypes(SessionRoutes.class, MemoryBudget.class,
				SessionMonitor.class, SessionDrain.class);
	}

	@Bean
	WsSettings wsSettings(WsProperties properties) {
		return new WsSettings(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	HeapShare wsHeapShare(WsSettings settings) {
		return new HeapShare(settings.memory(Runtime.getRuntime().maxMemory()));
	}

	@Bean
	@ConditionalOnMissingBean
	SessionRegistry wsSessionRegistry() {
		return new SessionRegistry();
	}

	@Bean
	@ConditionalOnMissingBean
	SessionDrain wsSessionDrain(SessionRegistry registry, WsSettings settings) {
		return new SessionDrain(registry, settings.shutdownTimeout(), settings.reconnectWindow());
	}

	@Bean
	@ConditionalOnMissingBean
	SessionFactory wsSessionFactory(SessionRegistry registry, SessionDrain drain, ObjectProvider<MessageCodec> codec,
			@Qualifier("wsHandlerThreads") HandlerThreads threads, ObjectProvider<SessionListener> listeners,
			ObjectProvider<Subscriptions> subscriptions, ObjectProvider<Subprotocol> subprotocols,
			ObjectProvider<MonotonicClock> clock, HeapShare memory) {
		return new SessionFactory(registry, drain, codec.getIfAvailable(MissingMessageCodec::new), threads.executor(),
				clock.getIfAvailable(MonotonicClock::new), listeners.orderedStream().toList(),
				subscriptions.getIfAvailable(MissingTopics::new), subprotocols.orderedStream().toList(), memory);
	}

	@Bean
	EndpointExtensions wsEndpointExtensions(ObjectProvider<EndpointArgumentResolver> argumentResolvers,
			ObjectProvider<EndpointReturnValueHandler> returnValueHandlers) {
		return new EndpointExtensions(argumentResolvers.orderedStream().toList(),
				returnValueHandlers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	EndpointServices wsEndpointServices(WsSettings settings,
			@Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser,
			@Qualifier("mvcConversionService") ObjectProvider<ConversionService> conversionService,
			ObjectProvider<MessageCodec> codec, ObjectProvider<MessageValidator> validator,
			ObjectProvider<Topics> topics, EndpointExtensions extensions) {
		return new EndpointServices(parser.getIfAvailable(() -> PathPatternParser.defaultInstance),
				conversionService.getIfAvailable(ApplicationConversionService::getSharedInstance),
				ReactiveAdapterRegistry.getSharedInstance(), codec.getIfAvailable(), validator.getIfAvailable(),
				topics::getIfAvailable, settings::options, extensions);
	}

	@Bean
	@ConditionalOnMissingBean
	SessionRoutes wsSessionRoutes(ConfigurableListableBeanFactory beanFactory, EndpointServices services,
			WsSettings settings, ObjectProvider<Subprotocol> subprotocols) {
		List<SessionRoute> routes = new EndpointRoutes(services).discover(beanFactory);
		settings.checkEndpoints(routes.stream().map(SessionRoute::name).toList());
		routes.forEach(
				(route) -> logger.info(LogMessage.format("Endpoint '%s' serves %s", route.name(), route.patterns())));
		List<String> offered = subprotocols.orderedStream().map(Subprotocol::name).toList();
		return new SessionRoutes(routes.stream().map((route) -> route.offering(offered)).toList());
	}

	@Bean
	@ConditionalOnMissingBean
	SessionMonitor wsSessionMonitor(SessionRegistry registry, SessionRoutes routes, ObjectProvider<WireOptions> wires,
			HeapShare memory) {
		List<SessionOptions> options = routes.routes().stream().map(SessionRoute::options).toList();
		return new SessionMonitor(registry,
				Stream.concat(options.stream(), wires.stream().flatMap((wire) -> options.stream().map(wire))).toList(),
				memory);
	}

	@Bean
	@ConditionalOnMissingBean
	MemoryBudget wsMemoryBudget(WsSettings settings) {
		long heap = Runtime.getRuntime().maxMemory();
		return new MemoryBudget(settings.limits().sessions(), settings.options(), settings.memory(heap), heap);
	}

	/**
	 * Adapts the settings of an endpoint's sessions to a wire that has settings of its
	 * own.
	 */
	@FunctionalInterface
	interface WireOptions extends UnaryOperator<SessionOptions> {

	}

	/**
	 * {@link Subscriptions} of an application without topics. No session can subscribe.
	 */
	static final class MissingTopics implements Subscriptions {

		@Override
		public void subscribe(TransportSession session, String topic) {
			throw new IllegalStateException(("%s cannot subscribe to '%s' because there are no topics. Do not exclude "
					+ "TopicAutoConfiguration, or declare a bean of type %s")
				.formatted(session, topic, Subscriptions.class.getName()));
		}

		@Override
		public void unsubscribe(TransportSession session, String topic) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ThreadsConfiguration {

		private static final String PREFIX = "ws-handler-";

		@Bean
		ServerThreads wsServerThreads(Environment environment) {
			return ServerThreads.of(environment);
		}

		@Bean
		@ConditionalOnThreading(Threading.PLATFORM)
		HandlerThreads wsHandlerThreads() {
			return HandlerThreads.pooled(PREFIX);
		}

		@Bean("wsHandlerThreads")
		@ConditionalOnThreading(Threading.VIRTUAL)
		HandlerThreads wsHandlerThreadsVirtual() {
			return HandlerThreads.virtual(PREFIX);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	@ConditionalOnSingleCandidate(JsonMapper.class)
	static class JacksonConfiguration {

		@Bean
		@ConditionalOnMissingBean(MessageCodec.class)
		JacksonMessageCodec wsMessageCodec(JsonMapper mapper) {
			return new JacksonMessageCodec(mapper);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Validator.class)
	@ConditionalOnSingleCandidate(Validator.class)
	static class ValidationConfiguration {

		@Bean
		@ConditionalOnMissingBean(MessageValidator.class)
		JakartaMessageValidator wsMessageValidator(Validator validator) {
			return new JakartaMessageValidator(validator);
		}

	}

}
