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

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the pages while the server restarts.
 *
 * @author The ws-starter authors
 */
class RestartPageTests {

	@RegisterExtension
	private final PlaywrightBrowser browser = new PlaywrightBrowser();

	@Test
	void quotesAndChatGoOnWithTheNewServer() {
		Page quotes;
		Page chat;
		int port;
		try (ConfigurableApplicationContext first = start(0)) {
			port = Integer.parseInt(first.getEnvironment().getRequiredProperty("local.server.port"));
			quotes = this.browser.open("http://localhost:" + port + "/quotes.html");
			new ConnectionBar(quotes).awaitConnected("WebSocket");
			chat = this.browser.open("http://localhost:" + port + "/chat.html?room=restart");
			chat.getByLabel("Your name").fill("Ada");
			PlaywrightBrowser.press(chat, "Join");
			say(chat, "before");
			assertThat(quotes.locator("#prices .updates").last()).not().hasText("–");
		}
		new ConnectionBar(quotes).awaitNote("1012");
		try (ConfigurableApplicationContext second = start(port)) {
			assertThat(second.isRunning()).isTrue();
			new ConnectionBar(quotes).awaitState("Connected");
			new ConnectionBar(quotes).awaitNote("this is the present state");
			PlaywrightBrowser.awaitNumber(quotes.locator("#rate"), 20, 100);
			new ConnectionBar(chat).awaitState("Connected");
			assertThat(chat.locator("#people")).containsText("Ada (you)");
			say(chat, "after");
		}
	}

	private static ConfigurableApplicationContext start(int port) {
		return new SpringApplicationBuilder(SampleApplication.class).run("--server.port=" + port);
	}

	private static void say(Page page, String text) {
		assertThat(page.locator("#say")).isEnabled();
		page.getByLabel("Message").fill(text);
		page.getByLabel("Message").press("Enter");
		assertThat(page.locator("#log .text").last()).hasText(text);
	}

}
