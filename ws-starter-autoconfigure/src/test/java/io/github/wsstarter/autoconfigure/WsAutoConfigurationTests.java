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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerContainer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.http.server.PathContainer;
import org.springframework.javapoet.ClassName;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.util.pattern.PathPatternParser;

import io.github.wsstarter.Topics;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSessions;
import io.github.wsstarter.endpoint.EndpointDefinitionException;
import io.github.wsstarter.endpoint.JakartaMessageValidator;
import io.github.wsstarter.endpoint.MessageValidator;
import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.message.ErrorMessage;
import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.message.JacksonMessageCodec;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Replies;
import io.github.wsstarter.session.SessionDrain;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.session.SessionFixture;
import io.github.wsstarter.session.SessionListener;
import io.github.wsstarter.session.SessionMonitor;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.SessionRegistry;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.SessionRoutes;
import io.github.wsstarter.session.TestHandshake;
import io.github.wsstarter.session.TestOptions;
import io.github.wsstarter.topic.TopicHub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link WsAutoConfiguration}.
 *
 * @author The ws-starter authors
 */
class WsAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WsAutoConfiguration.class, TopicAutoConfiguration.class,
				JacksonAutoConfiguration.class, ValidationAutoConfiguration.class, WebMvcAutoConfiguration.class));

	@Test
	void beansAreThereByDefault() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(WsProperties.class)
			.hasSingleBean(WsSettings.class)
			.hasSingleBean(WsSessions.class)
			.hasSingleBean(SessionRegistry.class)
			.hasSingleBean(SessionDrain.class)
			.hasSingleBean(SessionFactory.class)
			.hasSingleBean(SessionRoutes.class)
			.hasSingleBean(SessionMonitor.class)
			.hasSingleBean(MemoryBudget.class)
			.hasSingleBean(HandlerThreads.class)
			.hasSingleBean(JacksonMessageCodec.class)
			.hasSingleBean(JakartaMessageValidator.class));
	}

	@Test
	void offByProperty() {
		this.contextRunner.withPropertyValues("ws.enabled=false").run((context) -> assertOff(context));
	}

	@ParameterizedTest
	@ValueSource(classes = { ServerContainer.class, DispatcherServlet.class, CloseStatus.class })
	void offWithoutClass(Class<?> type) {
		this.contextRunner.withClassLoader(new FilteredClassLoader(type)).run((context) -> assertOff(context));
	}

	@Test
	void offInApplicationThatIsNotWeb() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WsAutoConfiguration.class, TopicAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WsProperties.class)
				.doesNotHaveBean(SessionRoutes.class));
	}

	@Test
	void offInReactiveApplication() {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WsAutoConfiguration.class, TopicAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WsProperties.class)
				.doesNotHaveBean(SessionRoutes.class));
	}

	private static void assertOff(AssertableWebApplicationContext context) {
		assertThat(context).hasNotFailed()
			.doesNotHaveBean(WsProperties.class)
			.doesNotHaveBean(WsSessions.class)
			.doesNotHaveBean(SessionRoutes.class);
	}

	@Test
	void noEndpointAtAll() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(SessionRoutes.class).routes()).isEmpty();
		});
	}

	@Test
	void endpointTakesItsSettings() {
		this.contextRunner.withUserConfiguration(Text.class, Json.class)
			.withPropertyValues("ws.heartbeat.interval=1s", "ws.heartbeat.timeout=2s", "ws.buffer.text=3",
					"ws.buffer.binary=4", "ws.buffer.send=5", "ws.send.time-limit=6s", "ws.send.overflow=drop-oldest",
					"ws.limits.messages-per-second=7", "ws.endpoints.json.buffer.text=8KB")
			.run((context) -> {
				SessionOptions options = new TestOptions().heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(2))
					.messageLimits(3, 4)
					.sendLimit(5)
					.sendTimeLimit(Duration.ofSeconds(6))
					.overflow(Overflow.DROP_OLDEST)
					.messagesPerSecond(7)
					.build();
				assertThat(context.getBean(SessionRoutes.class).routes())
					.extracting(SessionRoute::name, SessionRoute::options)
					.containsExactlyInAnyOrder(tuple("text", options),
							tuple("json", options.withMessageLimits(8192, 4)));
			});
	}

	@Test
	void shutdownTimeoutReachesDrain() {
		this.contextRunner.withPropertyValues("ws.shutdown.timeout=2s")
			.run((context) -> assertThat(context.getBean(SessionDrain.class)).hasFieldOrPropertyWithValue("timeout",
					Duration.ofSeconds(2)));
	}

	@Test
	void settingsReachMemoryBudget() {
		this.contextRunner.withPropertyValues("ws.limits.sessions=42", "ws.buffer.send=1KB")
			.run((context) -> assertThat(context.getBean(MemoryBudget.class))
				.hasFieldOrPropertyWithValue("sessions", 42)
				.extracting("options", InstanceOfAssertFactories.type(SessionOptions.class))
				.returns(1024, SessionOptions::sendLimit));
	}

	@Test
	void settingsOfUnknownEndpointFail() {
		this.contextRunner.withUserConfiguration(Text.class, Json.class)
			.withPropertyValues("ws.endpoints.txt.buffer.text=8KB")
			.run((context) -> {
				assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(InvalidConfigurationPropertyValueException.class)
					.hasMessageContaining("ws.endpoints.txt");
				assertThat(analyze(context).getDescription()).contains("ws.endpoints.txt", "text", "json");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws.heartbeat.interval=-1s", "ws.buffer.text=0", "ws.limits.sessions=0",
			"ws.shutdown.timeout=0", "ws.endpoints.text.send.time-limit=0" })
	void valueOutOfRangeFails(String property) {
		this.contextRunner.withUserConfiguration(Text.class)
			.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining(property.substring(0, property.indexOf('='))));
	}

	@Test
	void backsOffForUsersMessageCodec() {
		MessageCodec codec = mock();
		this.contextRunner.withBean(MessageCodec.class, () -> codec)
			.run((context) -> assertThat(context).getBean(MessageCodec.class).isSameAs(codec));
	}

	@Test
	void backsOffForUsersMessageValidator() {
		MessageValidator validator = mock();
		this.contextRunner.withBean(MessageValidator.class, () -> validator)
			.run((context) -> assertThat(context).getBean(MessageValidator.class).isSameAs(validator));
	}

	@Test
	void backsOffForUsersSessionRegistry() {
		SessionRegistry registry = new SessionRegistry();
		this.contextRunner.withBean(SessionRegistry.class, () -> registry)
			.run((context) -> assertThat(context).getBean(WsSessions.class).isSameAs(registry));
	}

	@Test
	void backsOffForUsersSessionDrain() {
		SessionDrain drain = new SessionDrain(new SessionRegistry(), Duration.ofSeconds(1), Duration.ZERO);
		this.contextRunner.withBean(SessionDrain.class, () -> drain)
			.run((context) -> assertThat(context).getBean(SessionDrain.class).isSameAs(drain));
	}

	@Test
	void backsOffForUsersSessionFactory() {
		SessionFactory factory = new SessionFixture().factory();
		this.contextRunner.withBean(SessionFactory.class, () -> factory)
			.run((context) -> assertThat(context).getBean(SessionFactory.class).isSameAs(factory));
	}

	@Test
	void backsOffForUsersSessionRoutes() {
		SessionRoutes routes = new SessionRoutes(List.of());
		this.contextRunner.withUserConfiguration(Text.class)
			.withBean(SessionRoutes.class, () -> routes)
			.run((context) -> assertThat(context).getBean(SessionRoutes.class).isSameAs(routes));
	}

	@Test
	void backsOffForUsersSessionMonitor() {
		SessionMonitor monitor = new SessionMonitor(new SessionRegistry(), List.of(), new HeapShare(1));
		this.contextRunner.withBean(SessionMonitor.class, () -> monitor)
			.run((context) -> assertThat(context).getBean(SessionMonitor.class).isSameAs(monitor));
	}

	@Test
	void backsOffForUsersMemoryBudget() {
		MemoryBudget budget = new MemoryBudget(null, new WsSettings(TestProperties.bind()).options(), 1, 1);
		this.contextRunner.withBean(MemoryBudget.class, () -> budget)
			.run((context) -> assertThat(context).getBean(MemoryBudget.class).isSameAs(budget));
	}

	@Test
	void usersSessionListenersAreTakenInOrder() {
		this.contextRunner.withUserConfiguration(Listeners.class)
			.run((context) -> assertThat(context.getBean(SessionFactory.class))
				.extracting("listeners", InstanceOfAssertFactories.list(SessionListener.class))
				.containsExactly(context.getBean(TopicHub.class), context.getBean("first", SessionListener.class),
						context.getBean("second", SessionListener.class)));
	}

	@Test
	void usersTopicsArePublishedTo() {
		Topics topics = mock(Topics.class);
		EndpointSession session = mock(EndpointSession.class);
		given(session.getHandshake()).willReturn(TestHandshake.of("/news").build());
		this.contextRunner.withUserConfiguration(News.class).withBean(Topics.class, () -> topics).run((context) -> {
			SessionRoute route = context.getBean(SessionRoutes.class).routes().get(0);
			route.handler().message(session, new InboundMessage.Text("hello"), mock(Replies.class));
			then(topics).should().publish("news", "hello");
		});
	}

	@Test
	void usersClockIsNeitherUsedNorInTheWay() {
		Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		this.contextRunner.withBean(Clock.class, () -> clock).run((context) -> {
			assertThat(context).getBean(Clock.class).isSameAs(clock);
			assertThat(context.getBean(SessionFactory.class)).extracting("context.clock").isNotSameAs(clock);
		});
	}

	@Test
	void textIsServedWithoutJackson() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.withUserConfiguration(Text.class)
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(MessageCodec.class);
				assertThat(context.getBean(SessionRoutes.class).routes()).hasSize(1);
				assertThat(context.getBean(SessionFactory.class)).extracting("context.codec")
					.isInstanceOf(MissingMessageCodec.class);
			});
	}

	@Test
	void jsonFailsWithoutJackson() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.withUserConfiguration(Json.class)
			.run((context) -> {
				FailureAnalysis analysis = analyze(context);
				assertThat(analysis.getDescription()).contains(Json.class.getSimpleName(), "needs JSON");
				assertThat(analysis.getAction()).contains("spring-boot-jackson");
			});
	}

	@Test
	void jsonFailsWithSeveralMappers() {
		this.contextRunner.withBean("one", JsonMapper.class, JsonMapper::shared)
			.withBean("two", JsonMapper.class, JsonMapper::shared)
			.withUserConfiguration(Json.class)
			.run((context) -> assertThat(analyze(context).getDescription()).contains("needs JSON"));
	}

	@Test
	void endpointIsServedWithoutValidation() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(Validator.class))
			.withUserConfiguration(Text.class, Json.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MessageValidator.class));
	}

	@Test
	void validMessageFailsWithoutValidator() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WsAutoConfiguration.class, TopicAutoConfiguration.class,
					JacksonAutoConfiguration.class))
			.withUserConfiguration(Validated.class)
			.run((context) -> assertThat(analyze(context).getAction()).contains("spring-boot-starter-validation"));
		this.contextRunner.withUserConfiguration(Validated.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void pathsAreParsedAsThoseOfControllers() {
		this.contextRunner.withUserConfiguration(Text.class, CaseInsensitivePaths.class).run((context) -> {
			SessionRoute route = context.getBean(SessionRoutes.class).routes().get(0);
			assertThat(route.patterns().get(0).matches(PathContainer.parsePath("/TEXT"))).isTrue();
		});
	}

	@Test
	void handlersRunOnPoolOfPlatformThreads() {
		this.contextRunner.run((context) -> assertThat(groupOfThread(context)).isNotEqualTo("VirtualThreads"));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void handlersRunOnVirtualThreads() {
		this.contextRunner.withPropertyValues("spring.threads.virtual.enabled=true").run((context) -> {
			assertThat(context).hasSingleBean(HandlerThreads.class);
			assertThat(groupOfThread(context)).isEqualTo("VirtualThreads");
		});
	}

	private static String groupOfThread(AssertableWebApplicationContext context) throws Exception {
		return context.getBean(HandlerThreads.class).executor().submit(() -> {
			assertThat(Thread.currentThread().getName()).startsWith("ws-handler-");
			return Thread.currentThread().getThreadGroup().getName();
		}).get(1, TimeUnit.MINUTES);
	}

	@Test
	void handlerThreadsDoNotReplaceTaskExecutor() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.run((context) -> assertThat(context).hasSingleBean(Executor.class)
				.getBean("applicationTaskExecutor")
				.isInstanceOf(ThreadPoolTaskExecutor.class));
	}

	@Test
	void handlerThreadsEndWithContext() {
		this.contextRunner.run((context) -> {
			HandlerThreads threads = context.getBean(HandlerThreads.class);
			context.close();
			assertThat(threads.executor()).extracting("threadPoolExecutor.shutdown").isEqualTo(true);
		});
	}

	@Test
	void wrongDeclarationFailsAtStartUp() {
		this.contextRunner.withUserConfiguration(Wrong.class).run((context) -> {
			assertThat(context).getFailure()
				.isInstanceOf(BeanCreationException.class)
				.rootCause()
				.isInstanceOf(EndpointDefinitionException.class);
			assertThat(analyze(context).getDescription()).contains(Wrong.class.getSimpleName());
		});
	}

	@Test
	void wrongDeclarationFailsAtStartUpThoughInitializedLazily() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withUserConfiguration(Wrong.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(EndpointDefinitionException.class));
	}

	@Test
	void sessionsAreLookedAfterThoughInitializedLazily() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withUserConfiguration(Text.class)
			.run((context) -> {
				assertThat(List.of("wsSessionRoutes", "wsMemoryBudget", "wsSessionMonitor", "wsSessionDrain"))
					.allMatch(context.getBeanFactory()::containsSingleton);
				assertThat(context.getBeanFactory().containsSingleton("text")).isFalse();
				assertThat(context.getBean(SessionMonitor.class).isRunning()).isTrue();
			});
	}

	@Test
	void autoConfigurationsAreImported() {
		new WebApplicationContextRunner().withUserConfiguration(Application.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(WsAutoConfiguration.class)
				.hasSingleBean(WebSocketAutoConfiguration.class)
				.hasBean("wsUpgradeHandlerMapping")
				.getBean(SessionRoutes.class)
				.extracting(SessionRoutes::routes, InstanceOfAssertFactories.list(SessionRoute.class))
				.extracting(SessionRoute::name)
				.containsExactly("text"));
	}

	@Test
	void isProcessedAheadOfTime() {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Application")), files);
		AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext();
		context.register(Application.class);
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		assertThat(files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).keySet()).anyMatch(
				(name) -> name.endsWith("io/github/wsstarter/autoconfigure/WsAutoConfiguration__BeanDefinitions.java"))
			.anyMatch((name) -> name
				.endsWith("io/github/wsstarter/autoconfigure/WebSocketAutoConfiguration__BeanDefinitions.java"));
		RuntimeHints hints = generation.getRuntimeHints();
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(WsProperties.Buffer.class.getDeclaredConstructors()[0])
			.and(RuntimeHintsPredicates.reflection()
				.onConstructorInvocation(EndpointProperties.Send.class.getDeclaredConstructors()[0]))
			.and(RuntimeHintsPredicates.reflection().onMethodInvocation(Text.class, "on"))
			.and(RuntimeHintsPredicates.reflection().onMethodInvocation(ErrorMessage.class, "code"))).accepts(hints);
	}

	@Test
	void syntaxErrorInAPathIsExplainedForTheEndpoint() {
		this.contextRunner.withUserConfiguration(Unclosed.class)
			.run((context) -> assertThat(analyze(context).getDescription())
				.contains("Class: " + Unclosed.class.getName(), "the path '/x/{a' is invalid"));
	}

	private static FailureAnalysis analyze(AssertableWebApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		assertThat(failure).isNotNull();
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class,
					SpringFactoriesLoader.ArgumentResolver.of(Environment.class, new StandardEnvironment())
						.and(BeanFactory.class, new DefaultListableBeanFactory()))
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter((analysis) -> analysis != null)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No analysis", failure));
	}

	@WsEndpoint("/x/{a")
	static class Unclosed {

	}

	@WsEndpoint(path = "/text", name = "text")
	static class Text {

		@OnMessage
		String on(String message) {
			return message;
		}

	}

	@WsEndpoint("/news")
	static class News {

		@OnMessage
		@SendTo("news")
		String on(String message) {
			return message;
		}

	}

	@WsEndpoint(path = "/json", name = "json")
	static class Json {

		@OnMessage
		void on(Map<String, String> message) {
		}

	}

	record Note(@NotBlank String text) {

	}

	@WsEndpoint("/validated")
	static class Validated {

		@OnMessage
		void on(@Valid Note note) {
		}

	}

	@WsEndpoint("/wrong")
	static class Wrong {

		@OnMessage
		private void on(String message) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		@Bean
		@Order(2)
		SessionListener second() {
			return new SessionListener() {
			};
		}

		@Bean
		@Order(1)
		SessionListener first() {
			return new SessionListener() {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CaseInsensitivePaths implements WebMvcConfigurer {

		@Override
		public void configurePathMatch(PathMatchConfigurer configurer) {
			PathPatternParser parser = new PathPatternParser();
			parser.setCaseSensitive(false);
			configurer.setPatternParser(parser);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Text text() {
			return new Text();
		}

	}

}
