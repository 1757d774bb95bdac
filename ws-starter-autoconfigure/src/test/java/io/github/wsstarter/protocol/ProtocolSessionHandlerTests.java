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

package io.github.wsstarter.protocol;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.ErrorMessage;
import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.session.Replies;
import io.github.wsstarter.topic.TopicHub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.mock;

/**
 * Tests for {@link ProtocolSessionHandler} and {@link WsStarterSubprotocol}, without
 * topics.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class ProtocolSessionHandlerTests {

	private final ProtocolTester client = new ProtocolTester(mock(TopicHub.class)).open();

	@Test
	void welcomesBeforeAnythingElseIsSent() {
		ProtocolTester client = new ProtocolTester(mock(TopicHub.class));
		client.session.send("early");
		client.session.opened();
		client.session.flush();
		assertThat(client.written()).containsExactly(
				"{'type':'welcome','session':'%s','heartbeat':25000,'limits':{'text':2000,'binary':3000,'subscriptions':3}}"
					.formatted(client.session.getId()),
				"{'type':'message','data':'early'}", "{'type':'message','data':'opened'}");
	}

	@Test
	void passesMessagesToTheEndpoint() {
		this.client.onMessage = this::echo;
		this.client.receive("{'type':'message','data':'hello'}");
		this.client.receive("{'type':'message','data':{'n':1.50}}");
		this.client.receive("{'type':'message','data':''}");
		assertThat(this.client.events).containsExactly("opened", "hello", "{\"n\":1.50}", "");
		assertThat(this.client.written()).containsExactly("{'type':'message','data':'hello'}",
				"{'type':'message','data':'{\\'n\\':1.50}'}", "{'type':'message','data':''}");
	}

	@Test
	void repliesToRequests() {
		this.client.onMessage = this::echo;
		this.client.receive("{'type':'request','id':7,'data':'hello'}");
		assertThat(this.client.written()).containsExactly("{'type':'reply','id':7,'data':'hello'}");
	}

	@Test
	void repliesWithObjectsAsTheCodecEncodesThem() {
		this.client.onMessage = reply(1.5);
		this.client.receive("{'type':'request','id':7,'data':'hello'}");
		assertThat(this.client.written()).containsExactly("{'type':'reply','id':7,'data':1.5}");
	}

	@Test
	void sendsTextIfTheCodecDoesNotWriteJson() {
		this.client.onMessage = reply(List.of("a\"", "b"));
		this.client.receive("{'type':'request','id':7,'data':'hello'}");
		this.client.receive("{'type':'message','data':'hello'}");
		assertThat(this.client.written()).containsExactly("{'type':'reply','id':7,'data':'[a\\', b]'}",
				"{'type':'message','data':'[a\\', b]'}");
	}

	@Test
	void repliesWithBytesInBase64() {
		this.client.onMessage = reply(new byte[] { 0, 1, 2, -1 });
		this.client.receive("{'type':'request','id':7,'data':'hello'}");
		assertThat(this.client.written())
			.containsExactly("{'type':'reply','id':7,'data':'AAEC/w==','encoding':'base64'}");
	}

	@Test
	void repliesWithoutDataIfTheEndpointDoesNotReply() {
		this.client.receive("{'type':'request','id':7,'data':'hello'}");
		assertThat(this.client.written()).containsExactly("{'type':'reply','id':7}");
	}

	@Test
	void repliesWhenTheStageIsDone() {
		CompletableFuture<Void> stage = new CompletableFuture<>();
		this.client.onMessage = (message, replies) -> stage.thenRun(() -> replies.reply(message));
		this.client.receive("{'type':'request','id':7,'data':'a'}");
		this.client.receive("{'type':'ping'}");
		assertThat(this.client.written()).isEmpty();
		stage.complete(null);
		assertThat(this.client.written()).containsExactly("{'type':'reply','id':7,'data':'a'}", "{'type':'pong'}");
	}

	@Test
	void repliesWithManyAndALastOneWithoutData() {
		CompletableFuture<Void> stage = new CompletableFuture<>();
		this.client.onMessage = (message, replies) -> {
			replies.replyAndConfirm(1);
			replies.replyAndConfirm("two");
			return stage;
		};
		this.client.receive("{'type':'request','id':7,'data':'a'}");
		assertThat(this.client.written()).containsExactly("{'type':'reply','id':7,'data':1,'more':true}",
				"{'type':'reply','id':7,'data':'two','more':true}");
		stage.complete(null);
		assertThat(this.client.written()).containsExactly("{'type':'reply','id':7}");
	}

	@Test
	void replyAfterTheLastOneIsAMessage() {
		this.client.onMessage = (message, replies) -> {
			replies.reply(1);
			replies.reply(2);
			replies.replyAndConfirm(3);
			return null;
		};
		this.client.receive("{'type':'request','id':7,'data':'a'}");
		assertThat(this.client.written()).containsExactly("{'type':'reply','id':7,'data':1}",
				"{'type':'message','data':2}", "{'type':'message','data':3}");
	}

	@Test
	void errorsOfTheEndpointGoToTheRequestThatCausedThem() {
		this.client.onMessage = reply(new ErrorMessage("invalid-message", "No"));
		this.client.receive("{'type':'request','id':7,'data':'a'}");
		this.client.receive("{'type':'message','data':'a'}");
		assertThat(this.client.written()).containsExactly(
				"{'type':'error','id':7,'code':'invalid-message','message':'No','retryable':false}",
				"{'type':'error','code':'invalid-message','message':'No','retryable':false}");
	}

	@Test
	void repliesWithTheResultOfTheErrorHandler() {
		this.client.onMessage = (message, replies) -> {
			throw new IllegalStateException("secret");
		};
		this.client.onError = (failure, replies) -> {
			replies.reply("sorry");
			return true;
		};
		this.client.receive("{'type':'request','id':7,'data':'a'}");
		this.client.receive("{'type':'message','data':'a'}");
		assertThat(this.client.written()).containsExactly("{'type':'reply','id':7,'data':'sorry'}",
				"{'type':'message','data':'sorry'}");
	}

	@Test
	void lateFailureBelongsToItsRequest() {
		CompletableFuture<Void> stage = new CompletableFuture<>();
		this.client.onMessage = (message, replies) -> stage;
		this.client.onError = (failure, replies) -> {
			replies.reply(new ErrorMessage("oops", "Oops"));
			return true;
		};
		this.client.receive("{'type':'request','id':7,'data':'a'}");
		this.client.receive("{'type':'ping'}");
		stage.completeExceptionally(new IllegalStateException("secret"));
		assertThat(this.client.written()).containsExactly(
				"{'type':'error','id':7,'code':'oops','message':'Oops','retryable':false}", "{'type':'pong'}");
		assertThat(this.client.events).contains("failed secret");
	}

	@Test
	void requestIsAnsweredIfTheErrorHandlerReturnsNothing() {
		this.client.onMessage = (message, replies) -> {
			throw new IllegalStateException("secret");
		};
		this.client.onError = (failure, replies) -> true;
		this.client.receive("{'type':'request','id':7,'data':'a'}");
		assertThat(this.client.written()).containsExactly(
				"{'type':'error','id':7,'code':'unavailable','message':'The request failed','retryable':true}");
	}

	@Test
	void replyThatCannotBeEncodedFailsTheRequest() {
		this.client.onMessage = reply(new Thread());
		this.client.onError = (failure, replies) -> true;
		this.client.receive("{'type':'request','id':7,'data':'a'}");
		assertThat(this.client.written()).containsExactly(
				"{'type':'error','id':7,'code':'unavailable','message':'The request failed','retryable':true}");
	}

	@Test
	void replyThatIsTooLargeFailsTheRequest() {
		this.client.onMessage = reply("x".repeat(3990));
		this.client.onError = (failure, replies) -> true;
		this.client.receive("{'type':'request','id':7,'data':'a'}");
		assertThat(this.client.written()).containsExactly(
				"{'type':'error','id':7,'code':'unavailable','message':'The request failed','retryable':true}");
	}

	@Test
	void unhandledFailureCloses1011(CapturedOutput output) {
		this.client.onMessage = (message, replies) -> {
			throw new IllegalStateException("secret");
		};
		this.client.receive("{'type':'request','id':7,'data':'a'}");
		assertThat(this.client.written()).isEmpty();
		assertThat(this.client.closes).containsExactly(CloseStatus.SERVER_ERROR);
		assertThat(output).contains(this.client.session.getId());
	}

	@Test
	void failureOfAMessageDoesNotConcernTheRequestBefore() {
		this.client.receive("{'type':'request','id':7,'data':'a'}");
		this.client.onMessage = (message, replies) -> {
			throw new IllegalStateException("secret");
		};
		this.client.onError = (failure, replies) -> true;
		this.client.receive("{'type':'message','data':'a'}");
		assertThat(this.client.written()).containsExactly("{'type':'reply','id':7}");
	}

	@Test
	void answersInvalidFramesAndContinues() {
		this.client.receive("hello");
		this.client.receive("{'type':'dance','id':5}");
		this.client.receive("{'type':'ping','whatever':true}");
		assertThat(this.client.written()).containsExactly(
				"{'type':'error','code':'invalid-frame','message':'Malformed JSON at line 1, column 1','retryable':false}",
				"{'type':'error','id':5,'code':'unknown-type','message':'There is no frame of type 'dance'','retryable':false}",
				"{'type':'pong'}");
		assertThat(this.client.events).containsExactly("opened");
		assertThat(this.client.closes).isEmpty();
	}

	@Test
	void binaryMessagesAndPongsAreNotFramed() {
		this.client.onMessage = reply(new byte[5]);
		this.client.session.receive(new InboundMessage.Binary(ByteBuffer.allocate(3)));
		this.client.session.receive(new InboundMessage.Pong(ByteBuffer.allocate(3)));
		this.client.session.flush();
		assertThat(this.client.events).containsExactly("opened", "Binary", "Pong");
		assertThat(this.client.written()).containsExactly("binary:5", "binary:5");
	}

	@Test
	void framesMessagesOfTheApplication() {
		this.client.session.send(new StringBuilder("text"));
		this.client.session.send(17);
		this.client.session.send(ByteBuffer.allocate(4));
		this.client.session.send(OutboundMessage.text("as it is"));
		assertThat(this.client.written()).containsExactly("{'type':'message','data':'text'}",
				"{'type':'message','data':17}", "binary:4", "as it is");
	}

	@Test
	void sendsGoodbye() {
		assertThat(this.client.session.isFramed()).isTrue();
		OutboundMessage goodbye = this.client.subprotocol.goodbye(Duration.ofMillis(3127));
		assertThat(goodbye).isEqualTo(OutboundMessage.text("{\"type\":\"goodbye\",\"reconnect\":3127}"));
	}

	@Test
	void passesTheCloseToTheEndpoint() {
		this.client.session.closed(CloseStatus.NORMAL);
		assertThat(this.client.events).containsExactly("opened", "closed 1000");
	}

	private CompletionStage<?> echo(String message, Replies replies) {
		replies.reply(message);
		return null;
	}

	private static ProtocolTester.OnMessage reply(Object payload) {
		return (message, replies) -> {
			replies.reply(payload);
			return null;
		};
	}

}
