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

package io.github.wsstarter.test;

import java.security.Principal;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.type.AnnotatedTypeMetadata;

import io.github.wsstarter.autoconfigure.WebSocketAutoConfiguration;
import io.github.wsstarter.session.SessionFactory;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link WsTestClient}.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see AutoConfigureWsTestClient
 */
@AutoConfiguration(before = WebSocketAutoConfiguration.class)
public final class WsTestClientAutoConfiguration {

	@Bean
	@Lazy
	WsTestClient wsTestClient(ApplicationContext context) {
		return WsTestClient.of(context);
	}

	@Bean
	FilterRegistrationBean<Filter> wsTestPrincipalFilter() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
				(request, response, chain) -> chain.doFilter(withPrincipal(request), response));
		// Behind the filters that authenticate, so that the principal of the test wins
		registration.setOrder(Ordered.LOWEST_PRECEDENCE);
		registration.setAsyncSupported(true);
		return registration;
	}

	private static ServletRequest withPrincipal(ServletRequest request) {
		String name = ((HttpServletRequest) request).getHeader(WsTestHandshake.PRINCIPAL_HEADER);
		if (name == null) {
			return request;
		}
		return new HttpServletRequestWrapper((HttpServletRequest) request) {

			@Override
			public Principal getUserPrincipal() {
				return () -> name;
			}

		};
	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(OnMissingWebServer.class)
	static class MemoryConfiguration {

		@Bean
		MemoryEngine wsMemoryEngine(SessionFactory sessions) {
			return new MemoryEngine(sessions);
		}

	}

	static class OnMissingWebServer implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !(context.getResourceLoader() instanceof WebServerApplicationContext);
		}

	}

}
