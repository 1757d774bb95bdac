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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.Environment;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Annotation for a test that focuses <strong>only</strong> on endpoints.
 * <p>
 * Full auto-configuration is disabled. Only what endpoints need is applied: sessions,
 * topics, {@code ws-starter.v1}, Jackson and validation. Of the components of the
 * application, only {@link io.github.wsstarter.WsEndpoint @WsEndpoint},
 * {@link io.github.wsstarter.handshake.HandshakeCheck},
 * {@link io.github.wsstarter.session.SessionListener},
 * {@link io.github.wsstarter.message.MessageCodec},
 * {@link io.github.wsstarter.endpoint.MessageValidator},
 * {@link io.github.wsstarter.endpoint.EndpointArgumentResolver},
 * {@link io.github.wsstarter.endpoint.EndpointReturnValueHandler}, {@code Converter},
 * {@code GenericConverter}, {@code @JacksonComponent} and {@code JacksonModule} are
 * loaded; {@code @Component}, {@code @Service} and others are not.
 * <p>
 * There is no web server: the {@link WsTestClient} connects in memory. To test over real
 * connections, use {@link org.springframework.boot.test.context.SpringBootTest} with a
 * random port and {@link AutoConfigureWsTestClient @AutoConfigureWsTestClient}.
 * <p>
 * Collaborators of an endpoint are typically replaced with
 * {@link org.springframework.test.context.bean.override.mockito.MockitoBean @MockitoBean}.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(WsTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(WsTypeExcludeFilter.class)
@AutoConfigureWs
@AutoConfigureWsTestClient
@ImportAutoConfiguration
public @interface WsTest {

	/**
	 * Properties in form {@literal key=value} that should be added to the Spring
	 * {@link Environment} before the test runs.
	 * @return the properties to add
	 */
	String[] properties() default {};

	/**
	 * Alias for {@link #endpoints()}.
	 * @return the endpoints to test
	 */
	@AliasFor("endpoints")
	Class<?>[] value() default {};

	/**
	 * Specifies the endpoints to test. May be left blank if all {@code @WsEndpoint} beans
	 * should be added to the application context.
	 * @return the endpoints to test
	 */
	@AliasFor("value")
	Class<?>[] endpoints() default {};

	/**
	 * Determines if default filtering should be used with
	 * {@link SpringBootApplication @SpringBootApplication}.
	 * @return if default filters should be used
	 */
	boolean useDefaultFilters() default true;

	/**
	 * A set of include filters which can be used to add otherwise filtered beans to the
	 * application context.
	 * @return include filters to apply
	 */
	ComponentScan.Filter[] includeFilters() default {};

	/**
	 * A set of exclude filters which can be used to filter beans that would otherwise be
	 * added to the application context.
	 * @return exclude filters to apply
	 */
	ComponentScan.Filter[] excludeFilters() default {};

	/**
	 * Auto-configuration exclusions that should be applied for this test.
	 * @return auto-configuration exclusions to apply
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
