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

package io.github.wsstarter.sample;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.wsstarter.Topics;
import io.github.wsstarter.test.TestProxy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the messages that the pages miss while they are disconnected.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ResumePageTests {

	private static final Duration OUTAGE = Duration.ofSeconds(2);

	/** Another client of the same room, which records all messages. */
	private static final String LISTEN = """
			async ([room, transport]) => {
				const { connect } = await import('./ws-starter/ws-client.js');
				window.heard = [];
				const client = connect(`ws/chat/${room}`, { transport });
				await client.subscribe(`chat.${room}`, ({ type, text }) => type === 'said' && heard.push(text)).ready;
			}""";

	@RegisterExtension
	private final PlaywrightBrowser browser = new PlaywrightBrowser();

	private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor();

	private final AtomicInteger published = new AtomicInteger();

	@LocalServerPort
	private int port;

	@Autowired
	private Topics topics;

	@AfterEach
	void stopPublishing() {
		this.publisher.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(strings = { "WebSocket", "SSE" })
	void everyMessageArrivesOnceAndInOrder(String transport) throws InterruptedException {
		String room = "resume-" + transport.toLowerCase(Locale.ROOT);
		try (TestProxy proxy = TestProxy.start(this.port)) {
			Page page = this.browser.open("http://localhost:" + proxy.port() + "/" + "chat.html?room=" + room);
			ConnectionBar bar = new ConnectionBar(page);
			bar.choose(transport);
			page.evaluate(LISTEN, List.of(room, transport.toLowerCase(Locale.ROOT)));
			this.publisher.scheduleAtFixedRate(() -> say(room), 0, 100, TimeUnit.MILLISECONDS);
			assertThat(page.locator("#log .text").nth(5)).isAttached();
			proxy.cut();
			bar.awaitNote("The connection was lost");
			int before = this.published.get();
			Awaitility.await().pollDelay(OUTAGE).until(() -> true);
			int during = this.published.get() - before;
			proxy.restore();
			bar.awaitConnected(transport);
			bar.awaitNote("Resumed:");
			this.publisher.shutdown();
			assertThat(this.publisher.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
			assertThat(during).isGreaterThan(10);
			assertThat(bar.missed()).isGreaterThanOrEqualTo(during);
			List<String> expected = IntStream.rangeClosed(1, this.published.get()).mapToObj(String::valueOf).toList();
			assertThat(page.locator("#log .text").last()).hasText(expected.get(expected.size() - 1));
			assertThat(page.locator("#log .text").allTextContents()).isEqualTo(expected);
			page.waitForCondition(() -> page.evaluate("heard.at(-1)").equals(expected.get(expected.size() - 1)));
			assertThat(page.evaluate("heard")).isEqualTo(expected);
			PlaywrightBrowser.takeScreenshot(page, "chat-resumed-" + transport.toLowerCase(Locale.ROOT));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "WebSocket", "SSE" })
	void buttonShowsTheMissedMessages(String transport) {
		Page page = this.browser.open("http://localhost:" + this.port + "/quotes.html");
		ConnectionBar bar = new ConnectionBar(page);
		bar.choose(transport);
		assertThat(page.locator("#prices .price").last()).not().hasText("–");
		awaitUpdates(page);
		PlaywrightBrowser.press(page, "Offline for 5 s");
		bar.awaitState("Offline");
		bar.awaitConnected(transport);
		bar.awaitNote("missed messages delivered");
		assertThat(bar.part("note")).hasAttribute("data-recovered", "6");
		assertThat(bar.missed()).isBetween(100, 1000);
		PlaywrightBrowser.press(page, "Cut my connection");
		assertThat(bar.part("note"))
			.containsText(Pattern.compile("^Back after ([\\d.]+ ms|[1-4]\\.\\d s)\\. Resumed:"));
		bar.awaitConnected(transport);
		PlaywrightBrowser.takeScreenshot(page, "quotes-resumed-" + transport.toLowerCase(Locale.ROOT));
	}

	@Test
	void messagesSentMeanwhileAreSentAfterwards() {
		Page page = this.browser.open("http://localhost:" + this.port + "/echo.html");
		ConnectionBar bar = new ConnectionBar(page);
		bar.awaitConnected("WebSocket");
		PlaywrightBrowser.press(page, "Offline for 5 s");
		page.getByLabel("Text").fill("later");
		PlaywrightBrowser.press(page, "Send");
		bar.awaitNote("Back after");
		assertThat(page.locator("#log [data-direction=received]")).containsText("later");
	}

	/**
	 * Wait until each subscription has received a message over the current connection.
	 * The first change may still have arrived over the previous connection.
	 * @param page the page
	 */
	private static void awaitUpdates(Page page) {
		Locator updates = page.locator("#prices .updates");
		for (int i = 0; i < 2; i++) {
			List<String> before = updates.allTextContents();
			page.waitForCondition(() -> {
				List<String> now = updates.allTextContents();
				return IntStream.range(0, before.size()).noneMatch((row) -> before.get(row).equals(now.get(row)));
			});
		}
	}

	private void say(String room) {
		int number = this.published.incrementAndGet();
		this.topics.publish("chat." + room, Map.of("type", "said", "id", String.valueOf(number), "name", "Clock",
				"text", String.valueOf(number), "time", System.currentTimeMillis()));
	}

}
