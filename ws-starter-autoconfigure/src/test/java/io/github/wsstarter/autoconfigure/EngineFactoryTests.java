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

import org.apache.catalina.connector.Connector;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.ajp.AjpNioProtocol;
import org.apache.coyote.http11.Http11Nio2Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.wsstarter.direct.DirectEngine;
import io.github.wsstarter.direct.DirectHttp11NioProtocol;
import io.github.wsstarter.websocket.WebSocketEngine;
import io.github.wsstarter.websocket.container.ContainerEngine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link EngineFactory} and the web servers that it detects.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class EngineFactoryTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(WsAutoConfiguration.class,
			TopicAutoConfiguration.class, WebSocketAutoConfiguration.class, JacksonAutoConfiguration.class,
			WebMvcAutoConfiguration.class, DispatcherServletAutoConfiguration.class);

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			auto,   the web server is an embedded Tomcat that uses NIO
			direct, configured with 'ws.engine'
			""")
	void directEngineOnTomcat(String engine, String reason, CapturedOutput output) {
		tomcat().withPropertyValues("ws.engine=" + engine).run((context) -> {
			assertThat(context).getBean(WebSocketEngine.class).isInstanceOf(DirectEngine.class);
			assertThat(protocol(context)).isInstanceOf(DirectHttp11NioProtocol.class);
			assertEngineIsReportedOnce(output, "Using the 'direct' WebSocket engine: " + reason);
		});
	}

	@Test
	void containerEngineOnTomcatIfAskedFor(CapturedOutput output) {
		tomcat().withPropertyValues("ws.engine=container").run((context) -> {
			assertThat(context).getBean(WebSocketEngine.class).isInstanceOf(ContainerEngine.class);
			assertThat(protocol(context)).isExactlyInstanceOf(Http11NioProtocol.class);
			assertEngineIsReportedOnce(output, "Using the 'container' WebSocket engine: configured with 'ws.engine'");
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Nio2First.class, Nio2Last.class })
	void containerEngineOnConnectorWithoutNio(Class<?> configuration, CapturedOutput output) {
		tomcat().withUserConfiguration(configuration).run((context) -> {
			assertThat(context).getBean(WebSocketEngine.class).isInstanceOf(ContainerEngine.class);
			assertThat(protocol(context)).isInstanceOf(Http11Nio2Protocol.class);
			assertEngineIsReportedOnce(output, "Using the 'container' WebSocket engine: the connector "
					+ "'org.apache.coyote.http11.Http11Nio2Protocol' does not use NIO");
		});
	}

	@Test
	void containerEngineWithAdditionalConnectorWithoutNio(CapturedOutput output) {
		tomcat().withUserConfiguration(Nio2Beside.class).run((context) -> {
			assertThat(context).getBean(WebSocketEngine.class).isInstanceOf(ContainerEngine.class);
			assertEngineIsReportedOnce(output, "Using the 'container' WebSocket engine: the connector "
					+ "'org.apache.coyote.http11.Http11Nio2Protocol' does not use NIO");
		});
	}

	@Test
	void directEngineBesideConnectorWithoutUpgrades() {
		tomcat().withUserConfiguration(AjpBeside.class)
			.run((context) -> assertThat(context).getBean(WebSocketEngine.class).isInstanceOf(DirectEngine.class));
	}

	@Test
	void directEngineCannotBeAskedForOnConnectorWithoutNio() {
		tomcat().withUserConfiguration(Nio2Last.class)
			.withPropertyValues("ws.engine=direct")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("does not use NIO"));
	}

	@Test
	void protocolThatTheApplicationChoseIsKept() {
		tomcat().withUserConfiguration(Own.class).run((context) -> {
			assertThat(context).getBean(WebSocketEngine.class).isInstanceOf(DirectEngine.class);
			assertThat(protocol(context)).isInstanceOf(OwnProtocol.class);
		});
	}

	@Test
	void containerEngineOnJetty(CapturedOutput output) {
		jetty().run((context) -> {
			assertThat(context).getBean(WebSocketEngine.class).isInstanceOf(ContainerEngine.class);
			assertEngineIsReportedOnce(output,
					"Using the 'container' WebSocket engine: the web server is not an embedded Tomcat");
		});
	}

	@Test
	void containerEngineOnJettyWithoutTomcat(CapturedOutput output) {
		jetty()
			.withClassLoader(new FilteredClassLoader("org.apache.tomcat", "org.apache.catalina", "org.apache.coyote",
					"org.springframework.boot.tomcat"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context).getBean(WebSocketEngine.class).isInstanceOf(ContainerEngine.class);
				assertEngineIsReportedOnce(output, "WebSocket engine: the web server is not an embedded Tomcat");
			});
	}

	@Test
	void containerEngineWithoutEmbeddedServer(CapturedOutput output) {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS).run((context) -> {
			assertThat(context).getBean(WebSocketEngine.class).isInstanceOf(ContainerEngine.class);
			assertEngineIsReportedOnce(output, "WebSocket engine: the web server is not an embedded Tomcat");
		});
	}

	@Test
	void directEngineThatCannotRunIsReportedWithWhatToDo(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
				.properties("spring.autoconfigure.exclude=" + TomcatServletWebServerAutoConfiguration.class.getName(),
						"server.port=0", "server.address=127.0.0.1", "ws.engine=direct")
				.run());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Invalid value 'direct' for configuration property 'ws.engine'")
			.contains("The direct engine is not supported because the web server is not an embedded Tomcat. "
					+ "Use 'auto' or 'container'");
	}

	@Test
	void compressionReachesDirectEngine() {
		tomcat().run((context) -> assertThat(context.getBean(DirectEngine.class)).hasFieldOrPropertyWithValue("deflate",
				null));
		tomcat()
			.withPropertyValues("ws.compression.enabled=true", "ws.compression.min-size=1KB",
					"ws.compression.context=4KB")
			.run((context) -> assertThat(context.getBean(DirectEngine.class)).hasNoNullFieldsOrProperties()
				.extracting("deflate.minSize", "deflate.context")
				.containsExactly(1024, 4096));
	}

	@Test
	void directEngineHandlesMessagesOnAsManyThreadsAsTheConnectorHas() {
		tomcat().withPropertyValues("server.tomcat.threads.max=7").run((context) -> {
			HandlerThreads threads = context.getBean("wsMessageThreads", HandlerThreads.class);
			assertThat(context.getBean(DirectEngine.class)).hasFieldOrPropertyWithValue("maxThreads", 7)
				.hasFieldOrPropertyWithValue("executor", threads.executor());
			assertThat(threads.executor().submit(() -> Thread.currentThread().getName()).get())
				.startsWith("ws-message-");
		});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void directEngineHandlesMessagesOnVirtualThreads() {
		tomcat().withPropertyValues("spring.threads.virtual.enabled=true").run((context) -> {
			HandlerThreads threads = context.getBean("wsMessageThreads", HandlerThreads.class);
			assertThat(threads.executor().submit(() -> Thread.currentThread().toString()).get())
				.startsWith("VirtualThread")
				.contains("ws-message-");
		});
	}

	private static void assertEngineIsReportedOnce(CapturedOutput output, String report) {
		assertThat(output.getOut()).containsOnlyOnce("WebSocket engine: ").contains(report);
	}

	private static WebApplicationContextRunner tomcat() {
		return server(TomcatServletWebServerAutoConfiguration.class);
	}

	private static WebApplicationContextRunner jetty() {
		return server(JettyServletWebServerAutoConfiguration.class);
	}

	private static WebApplicationContextRunner server(Class<?> autoConfiguration) {
		return new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(AUTO_CONFIGURATIONS)
			.withConfiguration(AutoConfigurations.of(autoConfiguration))
			.withPropertyValues("server.port=0", "server.address=127.0.0.1");
	}

	private static Connector onAnyPort(String protocol) {
		Connector connector = new Connector(protocol);
		connector.setPort(0);
		connector.setProperty("address", "127.0.0.1");
		return connector;
	}

	private static ProtocolHandler protocol(AssertableWebApplicationContext context) {
		AnnotationConfigServletWebServerApplicationContext source = (AnnotationConfigServletWebServerApplicationContext) context
			.getSourceApplicationContext();
		return ((TomcatWebServer) source.getWebServer()).getTomcat().getConnector().getProtocolHandler();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Nio2First {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebServerFactoryCustomizer<TomcatWebServerFactory> nio2() {
			return (factory) -> factory.setProtocol(Http11Nio2Protocol.class.getName());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Nio2Last {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<TomcatWebServerFactory> nio2() {
			return (factory) -> factory.setProtocol(Http11Nio2Protocol.class.getName());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Nio2Beside {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<TomcatWebServerFactory> nio2() {
			return (factory) -> factory.addAdditionalConnectors(onAnyPort(Http11Nio2Protocol.class.getName()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AjpBeside {

		@Bean
		WebServerFactoryCustomizer<TomcatWebServerFactory> ajp() {
			return (factory) -> {
				Connector connector = onAnyPort("AJP/1.3");
				((AjpNioProtocol) connector.getProtocolHandler()).setSecretRequired(false);
				factory.addAdditionalConnectors(connector);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebServerFactoryCustomizer<TomcatWebServerFactory> own() {
			return (factory) -> factory.setProtocol(OwnProtocol.class.getName());
		}

	}

	/**
	 * A protocol handler that an application provides.
	 */
	public static final class OwnProtocol extends Http11NioProtocol {

	}

}
