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

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import org.aopalliance.intercept.MethodInterceptor;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.util.pattern.PathPattern;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.session.SessionRoute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EndpointRoutes}.
 *
 * @author The ws-starter authors
 */
class EndpointRoutesTests {

	@Test
	void routeHasAllThatClassDeclares() {
		SessionRoute route = new EndpointTester(Declared.class).route();
		assertThat(route.name()).isEqualTo("declared");
		assertThat(route.patterns()).extracting(PathPattern::getPatternString)
			.containsExactly("/one/{id}", "/two/{id:[0-9]{2}}/{*rest}", "/three/{id}");
		assertThat(route.subprotocols()).containsExactly("b", "a");
		assertThat(route.options()).isEqualTo(EndpointTester.OPTIONS);
	}

	@Test
	void nameIsThatOfBeanByDefault() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(BeanMethods.class)) {
			assertThat(EndpointTester.routes(EndpointTester.services(), context.getBeanFactory()))
				.extracting(SessionRoute::name)
				.containsExactly("first", "declared");
		}
	}

	@Test
	void optionsAreAskedForByName() {
		EndpointServices services = EndpointTester.services();
		EndpointTester tester = new EndpointTester(new EndpointServices(services.pathPatternParser(),
				services.conversionService(), services.reactiveAdapterRegistry(), services.codec(),
				services.validator(), services.topics(), (name) -> {
					assertThat(name).isEqualTo("declared");
					return new EndpointOptions(EndpointTester.OPTIONS.withMessageLimits(7, 8), true, true);
				}, EndpointExtensions.NONE), Declared.class);
		assertThat(tester.route().options().textLimit()).isEqualTo(7);
	}

	@Test
	void withoutEndpointThereIsNoRoute() {
		assertThat(EndpointTester.routes(EndpointTester.services(), Greeter.class)).isEmpty();
	}

	@Test
	void endpointIsScannedAndGetsItsConstructorArguments() throws Exception {
		EndpointTester tester = new EndpointTester(Scanning.class);
		tester.text("ann");
		assertThat(tester.sent()).containsExactly("hello ann");
	}

	@Test
	void endpointOfBeanMethod() throws Exception {
		EndpointTester tester = new EndpointTester(BeanMethods.class);
		tester.text("x");
		assertThat(tester.sent()).containsExactly("prefix x");
	}

	@Test
	void placeholderInPath() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.getEnvironment().getSystemProperties().put("endpoint-routes-tests.path", "/resolved");
			context.register(Placeholder.class);
			context.refresh();
			assertThat(EndpointTester.routes(EndpointTester.services(), context.getBeanFactory()).get(0).patterns())
				.extracting(PathPattern::getPatternString)
				.containsExactly("/resolved/{id}");
		}
		finally {
			System.clearProperty("endpoint-routes-tests.path");
		}
	}

	@Test
	void aspectAroundClass() throws Exception {
		EndpointTester tester = new EndpointTester(Aspects.class, Plain.class);
		tester.text("x");
		assertThat(tester.sent()).containsExactly("plain x, advised");
	}

	@Test
	void jdkProxyOfInterfaceThatHasMethod() throws Exception {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(InterfaceProxies.class,
				Contracted.class)) {
			assertThat(Proxy.isProxyClass(context.getBean(Contract.class).getClass())).isTrue();
			assertReply(EndpointTester.routes(EndpointTester.services(), context.getBeanFactory()).get(0), "x",
					"contracted x, intercepted");
		}
	}

	@Test
	void jdkProxyOfEndpointThatIsInitializedLazily() throws Exception {
		try (AnnotationConfigApplicationContext context = lazy(InterfaceProxies.class, Contracted.class)) {
			assertReply(EndpointTester.routes(EndpointTester.services(), context.getBeanFactory()).get(0), "x",
					"contracted x, intercepted");
		}
	}

	@Test
	void lazyEndpointIsCreatedWhenItsFirstSessionOpens() throws Exception {
		Counted.instances.set(0);
		try (AnnotationConfigApplicationContext context = lazy(Counted.class)) {
			SessionRoute route = EndpointTester.routes(EndpointTester.services(), context.getBeanFactory()).get(0);
			assertThat(Counted.instances).hasValue(0);
			TestReplies replies = new TestReplies();
			TestSession session = new TestSession();
			route.handler().opened(session, replies);
			route.handler().message(session, new InboundMessage.Text("x"), replies);
			assertThat(route.handler().failed(session, new IllegalStateException(), replies)).isFalse();
			route.handler().closed(session, CloseStatus.NORMAL);
			assertThat(Counted.instances).hasValue(1);
			assertThat(replies.getSent()).containsExactly("open", "x");
		}
	}

	@Test
	void lazyEndpointIsCheckedAtStartUp() {
		try (AnnotationConfigApplicationContext context = lazy(Wrong.class)) {
			assertThatExceptionOfType(EndpointDefinitionException.class)
				.isThrownBy(() -> EndpointTester.routes(EndpointTester.services(), context.getBeanFactory()))
				.withMessageContaining("which the pattern '/wrong' lacks");
		}
	}

	@Test
	void lazyEndpointThatProxyHidesFailsItsFirstSession() {
		try (AnnotationConfigApplicationContext context = lazy(ClassAspects.class, FinalMethod.class)) {
			SessionRoute route = EndpointTester.routes(EndpointTester.services(), context.getBeanFactory()).get(0);
			assertThatExceptionOfType(EndpointDefinitionException.class)
				.isThrownBy(() -> route.handler().opened(new TestSession(), new TestReplies()))
				.withMessageContaining("it is final");
		}
	}

	@Test
	void beansThatAreNotEndpointsStayUninitialized() {
		Bystander.instances.set(0);
		try (AnnotationConfigApplicationContext context = lazy(Counted.class, Bystander.class)) {
			EndpointTester.routes(EndpointTester.services(), context.getBeanFactory());
			assertThat(Bystander.instances).hasValue(0);
		}
	}

	private static AnnotationConfigApplicationContext lazy(Class<?>... components) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
		context.register(components);
		context.refresh();
		return context;
	}

	private static void assertReply(SessionRoute route, String message, Object reply) throws Exception {
		TestReplies replies = new TestReplies();
		route.handler().message(new TestSession(), new InboundMessage.Text(message), replies);
		assertThat(replies.getSent()).containsExactly(reply);
	}

	@WsEndpoint(path = { "/one/{id}", "/two/{id:[0-9]{2}}/{*rest}", "three/{id}" }, name = "declared",
			subprotocols = { "b", "a" })
	static class Declared {

		@OnOpen
		void on(@PathVariable String id) {
		}

	}

	static class Greeter {

		String greet(String name) {
			return "hello " + name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ComponentScan(useDefaultFilters = false,
			includeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = OnlyScanned.class))
	static class Scanning {

		@Bean
		Greeter greeter() {
			return new Greeter();
		}

	}

	static class OnlyScanned implements TypeFilter {

		@Override
		public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
			return reader.getClassMetadata().getClassName().equals(Scanned.class.getName())
					&& reader.getAnnotationMetadata().hasMetaAnnotation("org.springframework.stereotype.Component");
		}

	}

	@WsEndpoint("/scanned")
	static class Scanned {

		private final Greeter greeter;

		Scanned(Greeter greeter) {
			this.greeter = greeter;
		}

		@OnMessage
		String on(String name) {
			return this.greeter.greet(name);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BeanMethods {

		@Bean
		Prefixed first() {
			return new Prefixed("prefix");
		}

		@Bean
		Declared second() {
			return new Declared();
		}

	}

	@WsEndpoint("/prefixed")
	static class Prefixed {

		private final String prefix;

		Prefixed(String prefix) {
			this.prefix = prefix;
		}

		@OnMessage
		String on(String message) {
			return this.prefix + " " + message;
		}

	}

	@WsEndpoint("${endpoint-routes-tests.path}/{id}")
	static class Placeholder {

		@OnOpen
		void on(@PathVariable String id) {
		}

	}

	@WsEndpoint("/plain")
	static class Plain {

		private final String name = "plain";

		@OnMessage
		String on(String message) {
			return this.name + " " + message;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAspectJAutoProxy
	static class Aspects {

		@Bean
		static Advice advice() {
			return new Advice();
		}

	}

	@Aspect
	static class Advice {

		@Around("execution(* io.github.wsstarter.endpoint.EndpointRoutesTests.Plain.*(..))")
		Object advise(ProceedingJoinPoint joinPoint) throws Throwable {
			return joinPoint.proceed() + ", advised";
		}

	}

	interface Contract {

		String on(String message);

	}

	@WsEndpoint("/contracted")
	static class Contracted implements Contract {

		@Override
		@OnMessage
		public String on(String message) {
			return "contracted " + message;
		}

	}

	static class InterfaceProxies implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!(bean instanceof Contract)) {
				return bean;
			}
			ProxyFactory factory = new ProxyFactory(bean);
			factory.addAdvice((MethodInterceptor) (invocation) -> invocation.proceed() + ", intercepted");
			return factory.getProxy();
		}

	}

	@WsEndpoint("/final")
	static class FinalMethod {

		@OnOpen
		final void on() {
		}

	}

	static class ClassAspects implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			ProxyFactory factory = new ProxyFactory(bean);
			factory.setProxyTargetClass(true);
			return factory.getProxy();
		}

	}

	@WsEndpoint("/counted")
	static class Counted {

		static final AtomicInteger instances = new AtomicInteger();

		Counted() {
			instances.incrementAndGet();
		}

		@OnOpen
		String open() {
			return "open";
		}

		@OnMessage
		String on(String message) {
			return message;
		}

	}

	static class Bystander {

		static final AtomicInteger instances = new AtomicInteger();

		Bystander() {
			instances.incrementAndGet();
		}

	}

	@WsEndpoint("/wrong")
	static class Wrong {

		@OnOpen
		void on(@PathVariable String id) {
		}

	}

}
