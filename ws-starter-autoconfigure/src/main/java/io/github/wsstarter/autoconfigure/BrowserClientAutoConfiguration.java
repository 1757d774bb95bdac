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

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import io.github.wsstarter.session.SessionRoutes;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the browser client, whose
 * modules are served below {@code /ws-starter}. Browsers revalidate the modules on every
 * use, because the modules have to match the server and each other.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@AutoConfiguration(after = WsAutoConfiguration.class)
@ConditionalOnBean(SessionRoutes.class)
public final class BrowserClientAutoConfiguration {

	@Bean
	WebMvcConfigurer wsBrowserClientConfigurer() {
		return new WebMvcConfigurer() {

			@Override
			public void addResourceHandlers(ResourceHandlerRegistry registry) {
				registry.addResourceHandler("/ws-starter/**")
					.addResourceLocations("classpath:/META-INF/resources/ws-starter/")
					.setCacheControl(CacheControl.noCache())
					.setUseLastModified(false)
					.setEtagGenerator(BrowserClientAutoConfiguration::etag);
			}

		};
	}

	private static String etag(Resource module) {
		try {
			return '"' + DigestUtils.md5DigestAsHex(module.getContentAsByteArray()) + '"';
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
