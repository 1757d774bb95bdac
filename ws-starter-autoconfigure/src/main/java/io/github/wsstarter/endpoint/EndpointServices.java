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

import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.Assert;
import org.springframework.web.util.pattern.PathPatternParser;

import io.github.wsstarter.Topics;
import io.github.wsstarter.message.MessageCodec;

/**
 * The services that read and serve endpoints.
 *
 * @param pathPatternParser parses the endpoints' paths
 * @param conversionService converts path variables, query parameters, headers and cookies
 * @param reactiveAdapterRegistry the registry of reactive types that methods may return
 * @param codec the codec for messages in JSON, or {@code null} if there is none
 * @param validator validates messages, or {@code null} if nothing does
 * @param topics supplies the topics that methods publish to and clients subscribe to, or
 * {@code null} if there are none; called only if a method has {@code @SendTo} or
 * {@code @OnSubscribe}
 * @param options the settings of an endpoint's sessions, by its name
 * @param extensions the application's own parameters and return values
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record EndpointServices(PathPatternParser pathPatternParser, ConversionService conversionService,
		ReactiveAdapterRegistry reactiveAdapterRegistry, @Nullable MessageCodec codec,
		@Nullable MessageValidator validator, Supplier<@Nullable Topics> topics,
		Function<String, EndpointOptions> options, EndpointExtensions extensions) {

	public EndpointServices {
		Assert.notNull(pathPatternParser, "'pathPatternParser' must not be null");
		Assert.notNull(conversionService, "'conversionService' must not be null");
		Assert.notNull(reactiveAdapterRegistry, "'reactiveAdapterRegistry' must not be null");
		Assert.notNull(topics, "'topics' must not be null");
		Assert.notNull(options, "'options' must not be null");
		Assert.notNull(extensions, "'extensions' must not be null");
	}

}
