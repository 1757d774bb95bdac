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

import tools.jackson.core.json.JsonFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.protocol.FrameCodec;
import io.github.wsstarter.protocol.WsStarterSubprotocol;
import io.github.wsstarter.topic.SubprotocolEncoder;
import io.github.wsstarter.topic.TopicHub;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the subprotocol
 * {@code ws-starter.v1}, which every endpoint supports.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@AutoConfiguration(after = TopicAutoConfiguration.class)
@ConditionalOnClass(JsonFactory.class)
@ConditionalOnBean(TopicHub.class)
public final class ProtocolAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(SubprotocolEncoder.class)
	FrameCodec wsEventEncoder(ObjectProvider<MessageCodec> codec) {
		return new FrameCodec(codec.getIfAvailable(MissingMessageCodec::new));
	}

	@Bean
	@ConditionalOnMissingBean
	WsStarterSubprotocol wsProtocolSubprotocol(TopicHub hub, ObjectProvider<MessageCodec> codec, WsSettings settings) {
		return new WsStarterSubprotocol(hub, codec.getIfAvailable(MissingMessageCodec::new),
				settings.subscriptionLimit());
	}

}
