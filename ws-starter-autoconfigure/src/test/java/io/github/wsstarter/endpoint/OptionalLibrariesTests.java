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

import java.io.File;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.util.ClassUtils;
import org.springframework.web.util.pattern.PathPatternParser;

import io.github.wsstarter.OnSubscribe;
import io.github.wsstarter.Topics;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.session.SessionHandler;
import io.github.wsstarter.session.TestOptions;
import io.github.wsstarter.session.TopicAccess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that endpoints do not need any of the optional libraries.
 *
 * @author The ws-starter authors
 */
class OptionalLibrariesTests {

	private static final Pattern OPTIONAL = Pattern
		.compile("(reactor-core|reactive-streams|validation|jackson|spring-security).*\\.jar");

	@Test
	void endpointIsServedWithoutOptionalLibraries() throws Exception {
		URL[] classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !OPTIONAL.matcher(new File(entry).getName()).find())
			.map((entry) -> url(new File(entry).toURI()))
			.toArray(URL[]::new);
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			for (String name : List.of("reactor.core.publisher.Flux", "org.reactivestreams.Publisher",
					"jakarta.validation.Valid", "tools.jackson.databind.json.JsonMapper",
					"org.springframework.security.core.Authentication")) {
				assertThat(ClassUtils.isPresent(name, loader)).as(name).isFalse();
			}
			thread.setContextClassLoader(loader);
			Class<?> server = Class.forName(Server.class.getName(), true, loader);
			Object replies = server.getDeclaredMethod("serve").invoke(null);
			assertThat(replies).isEqualTo(List.of("hello", false, "ALLOWED", "FORBIDDEN"));
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static URL url(URI uri) {
		try {
			return uri.toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static Topics topics() {
		return (Topics) Proxy.newProxyInstance(Topics.class.getClassLoader(), new Class<?>[] { Topics.class },
				(proxy, method, arguments) -> null);
	}

	public static final class Server {

		private Server() {
		}

		private static String verdict(CompletionStage<TopicAccess> stage) {
			return stage.toCompletableFuture().join().verdict().name();
		}

		public static List<Object> serve() throws Exception {
			EndpointServices services = new EndpointServices(PathPatternParser.defaultInstance,
					new DefaultFormattingConversionService(), ReactiveAdapterRegistry.getSharedInstance(), null, null,
					OptionalLibrariesTests::topics,
					(name) -> new EndpointOptions(new TestOptions().build(), false, false), EndpointExtensions.NONE);
			try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Echo.class)) {
				SessionHandler handler = new EndpointRoutes(services).discover(context.getBeanFactory())
					.get(0)
					.handler();
				TestReplies replies = new TestReplies();
				TestSession session = new TestSession();
				handler.message(session, new InboundMessage.Text("hello"), replies);
				return List.of(replies.getSent().get(0), handler.failed(session, new IllegalStateException(), replies),
						verdict(handler.subscribing(session, "open")), verdict(handler.subscribing(session, "secret")));
			}
		}

	}

	@WsEndpoint("/echo")
	static class Echo {

		@OnSubscribe("{topic}")
		void subscribe(@DestinationVariable String topic) {
			if (!topic.equals("open")) {
				throw new SecurityException("no");
			}
		}

		@OnMessage
		String on(String message) {
			return message;
		}

	}

}
