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

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;

import io.github.wsstarter.Topics;
import io.github.wsstarter.broker.HistoryOptions;
import io.github.wsstarter.broker.LocalMessageBroker;
import io.github.wsstarter.broker.MessageBroker;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.session.Subscriptions;
import io.github.wsstarter.topic.FanOut;
import io.github.wsstarter.topic.TopicHub;
import io.github.wsstarter.topic.TopicOptions;
import io.github.wsstarter.topic.TopicSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TopicAutoConfiguration}.
 *
 * @author The ws-starter authors
 */
class TopicAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WsAutoConfiguration.class, TopicAutoConfiguration.class,
				JacksonAutoConfiguration.class, WebMvcAutoConfiguration.class));

	@Test
	void topicsAreThereByDefault() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(Topics.class)
				.hasSingleBean(Subscriptions.class)
				.hasSingleBean(TopicHub.class)
				.hasSingleBean(TopicSettings.class)
				.hasSingleBean(FanOut.class)
				.hasSingleBean(LocalMessageBroker.class);
			assertThat(context.getBean(LocalMessageBroker.class).isRunning()).isTrue();
			assertThat(context.getBean(SessionFactory.class)).extracting("subscriptions")
				.isSameAs(context.getBean(TopicHub.class));
			context.getBean(Topics.class).publish("quotes", "1");
			assertThat(context.getBean(Topics.class).subscriberCount("quotes")).isZero();
		});
	}

	@Test
	void offByProperty() {
		this.contextRunner.withPropertyValues("ws.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Topics.class).doesNotHaveBean(MessageBroker.class));
	}

	@Test
	void brokerRunsWithLazyInitialization() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBean(LocalMessageBroker.class).isRunning()).isTrue());
	}

	@Test
	void backsOffForUsersBroker() {
		MessageBroker broker = mock();
		this.contextRunner.withBean(MessageBroker.class, () -> broker).run((context) -> {
			assertThat(context).getBean(MessageBroker.class).isSameAs(broker);
			then(broker).should().setListener(context.getBean(TopicHub.class));
			context.getBean(Topics.class).publish("quotes", "1", "EUR");
			then(broker).should().publish(any(), any(), any());
		});
	}

	@Test
	void localBrokerByName() {
		this.contextRunner.withPropertyValues("ws.broker.type=local")
			.run((context) -> assertThat(context).hasSingleBean(LocalMessageBroker.class));
	}

	@Test
	void unknownBrokerFails() {
		this.contextRunner.withPropertyValues("ws.broker.type=pigeons")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("Type.pigeons"));
	}

	@Test
	void settingsOfTopics() {
		this.contextRunner
			.withPropertyValues("ws.topics.history.size=5", "ws.topics.overflow=drop-oldest",
					"ws.topics.patterns[0].pattern=quotes.*", "ws.topics.patterns[0].overflow=keep-latest",
					"ws.topics.patterns[1].pattern=chat.{room}", "ws.topics.patterns[1].history.size=100",
					"ws.topics.patterns[1].history.ttl=1h", "ws.topics.patterns[1].client-publish=true")
			.run((context) -> {
				TopicSettings settings = context.getBean(TopicSettings.class);
				assertThat(settings.options("other")).isEqualTo(
						new TopicOptions(new HistoryOptions(5, Duration.ofMinutes(5)), false, Overflow.DROP_OLDEST));
				assertThat(settings.options("quotes.EUR")).isEqualTo(
						new TopicOptions(new HistoryOptions(5, Duration.ofMinutes(5)), false, Overflow.KEEP_LATEST));
				assertThat(settings.options("chat.7")).isEqualTo(
						new TopicOptions(new HistoryOptions(100, Duration.ofHours(1)), true, Overflow.DROP_OLDEST));
			});
	}

	@Test
	void defaultSettingsOfTopics() {
		this.contextRunner.run((context) -> assertThat(context.getBean(TopicSettings.class).options("any"))
			.isEqualTo(new TopicOptions(new HistoryOptions(0, Duration.ofMinutes(5)), false, null)));
	}

	@ParameterizedTest
	@CsvSource({ "ws.topics.history.size, -1", "ws.topics.history.ttl, 0", "ws.topics.patterns[0].history.size, -1",
			"ws.topics.patterns[0].history.ttl, -1s", "ws.topics.patterns[0].pattern, a.{b",
			"ws.topics.patterns[0].pattern, quotes/*", "ws.topics.patterns[0].pattern, a..{b}",
			"ws.topics.patterns[1].client-publish, true", "ws.topics.patterns[1].pattern, quotes.*" })
	void badSettingsFail(String name, String value) {
		this.contextRunner.withPropertyValues("ws.topics.patterns[0].pattern=quotes.*", name + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
						(ex) -> assertThat(ex.getName()).isEqualTo(name.replace("client-publish", "pattern"))));
	}

	@Test
	void limitOfSubscriptionsIsChecked() {
		assertThat(new WsSettings(TestProperties.bind()).subscriptionLimit()).isEqualTo(100);
		assertThat(new WsSettings(TestProperties.bind("ws.limits.subscriptions=7")).subscriptionLimit()).isEqualTo(7);
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(new WsSettings(TestProperties.bind("ws.limits.subscriptions=0"))::subscriptionLimit);
	}

}
