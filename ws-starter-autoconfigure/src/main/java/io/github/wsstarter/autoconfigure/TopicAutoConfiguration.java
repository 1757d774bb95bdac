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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.wsstarter.broker.LocalMessageBroker;
import io.github.wsstarter.broker.MessageBroker;
import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.session.MonotonicClock;
import io.github.wsstarter.session.SessionRegistry;
import io.github.wsstarter.session.Subscriptions;
import io.github.wsstarter.topic.FanOut;
import io.github.wsstarter.topic.SubprotocolEncoder;
import io.github.wsstarter.topic.TopicHub;
import io.github.wsstarter.topic.TopicSettings;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for topics and their message broker.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@AutoConfiguration(after = WsAutoConfiguration.class)
@ConditionalOnBean(SessionRegistry.class)
public final class TopicAutoConfiguration {

	@Bean
	static LazyInitializationExcludeFilter eagerMessageBroker() {
		return LazyInitializationExcludeFilter.forBeanTypes(MessageBroker.class);
	}

	@Bean
	@ConditionalOnMissingBean
	TopicSettings wsTopicSettings(WsProperties properties) {
		return new TopicSettingsReader(properties.topics()).read();
	}

	@Bean
	@ConditionalOnMissingBean
	FanOut wsFanOut() {
		return new FanOut(Runtime.getRuntime().availableProcessors());
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@ConditionalOnMissingBean(Subscriptions.class)
	TopicHub wsTopicHub(MessageBroker broker, ObjectProvider<MessageCodec> codec, TopicSettings settings, FanOut fanOut,
			WsSettings wsSettings, ObjectProvider<SubprotocolEncoder> encoder) {
		TopicHub hub = new TopicHub(broker, codec.getIfAvailable(MissingMessageCodec::new), settings, fanOut,
				wsSettings.largestSendLimit(), encoder.getIfAvailable());
		broker.setListener(hub);
		return hub;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "ws.broker.type", havingValue = "local", matchIfMissing = true)
	static class LocalBrokerConfiguration {

		@Bean
		@ConditionalOnMissingBean(MessageBroker.class)
		LocalMessageBroker wsMessageBroker(TopicSettings settings, ObjectProvider<MonotonicClock> clock,
				WsSettings wsSettings) {
			return new LocalMessageBroker((topic) -> settings.options(topic).history(),
					clock.getIfAvailable(MonotonicClock::new),
					new HeapShare(wsSettings.historyMemory(Runtime.getRuntime().maxMemory())));
		}

	}

}
