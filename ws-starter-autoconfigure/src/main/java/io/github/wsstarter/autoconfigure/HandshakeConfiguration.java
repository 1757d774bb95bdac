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

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.wsstarter.handshake.HandshakeCheck;
import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.HandshakeJournal;
import io.github.wsstarter.handshake.HostCheck;
import io.github.wsstarter.handshake.MemoryCheck;
import io.github.wsstarter.handshake.OriginCheck;
import io.github.wsstarter.handshake.SessionLimitCheck;
import io.github.wsstarter.handshake.ShutdownCheck;
import io.github.wsstarter.handshake.SubprotocolCheck;
import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.session.SessionDrain;
import io.github.wsstarter.session.Subprotocol;

/**
 * Configuration for the checks that every handshake has to pass, whatever carries the
 * session.
 *
 * @author The ws-starter authors
 */
@Configuration(proxyBeanMethods = false)
class HandshakeConfiguration {

	@Bean
	@ConditionalOnMissingBean
	HandshakeJournal wsHandshakeJournal() {
		return new HandshakeJournal(Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	HandshakeChecks wsHandshakeChecks(ObjectProvider<HandshakeCheck> checks, HandshakeJournal journal) {
		return new HandshakeChecks(checks.orderedStream().toList(), journal);
	}

	@Bean
	@ConditionalOnMissingBean
	ShutdownCheck wsShutdownCheck(SessionDrain drain) {
		return new ShutdownCheck(drain::isDraining);
	}

	@Bean
	@ConditionalOnMissingBean
	MemoryCheck wsMemoryCheck(HeapShare memory) {
		return new MemoryCheck(memory::isUsedUp);
	}

	@Bean
	@ConditionalOnMissingBean
	HostCheck wsHostCheck(WsSettings settings) {
		return settings.hostCheck();
	}

	@Bean
	@ConditionalOnMissingBean
	OriginCheck wsOriginCheck(WsSettings settings) {
		return new OriginCheck(settings.allowedOrigins(), settings.allowedOriginsByEndpoint());
	}

	@Bean
	@ConditionalOnMissingBean
	SubprotocolCheck wsSubprotocolCheck(ObjectProvider<Subprotocol> subprotocols) {
		return new SubprotocolCheck(subprotocols.stream().map(Subprotocol::name).toList());
	}

	@Bean
	@ConditionalOnMissingBean
	SessionLimitCheck wsSessionLimitCheck(WsSettings settings) {
		return new SessionLimitCheck(settings.limits(), settings.limitsByEndpoint(), settings.ipv6PrefixLength());
	}

}
