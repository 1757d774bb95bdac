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

package io.github.wsstarter.sample.chat;

import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.wsstarter.sample.ConnectionBar;
import io.github.wsstarter.sample.PlaywrightBrowser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the chat page.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ChatPageTests {

	@RegisterExtension
	private final PlaywrightBrowser browser = new PlaywrightBrowser();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "WebSocket, WebSocket", "SSE, WebSocket", "SSE, SSE" })
	void twoPeopleTalk(String adasTransport, String bobsTransport) {
		String room = ("talk-" + adasTransport + "-" + bobsTransport).toLowerCase(Locale.ROOT);
		Page ada = join(room, "Ada", adasTransport);
		say(ada, "Is anybody there?");
		Page bob = join(room, "Bob", bobsTransport);
		assertThat(bob.locator("#log .text")).hasText("Is anybody there?");
		for (Page page : List.of(ada, bob)) {
			assertThat(page.locator("#people")).containsText("Ada");
			assertThat(page.locator("#people")).containsText("Bob");
			assertThat(page.locator("#people-count")).hasText("2");
		}
		assertThat(ada.locator("#people")).containsText("Ada (you)");
		assertThat(ada.locator("#log .notice").last()).hasText("Bob came in");
		say(bob, "I am.");
		assertThat(ada.locator("#log .text").last()).hasText("I am.");
		assertThat(ada.locator("#log .said:not(.own) .from")).hasText("Bob");
		say(ada, "<b>Good</b> to \"see\" you");
		assertThat(bob.locator("#log .text").last()).hasText("<b>Good</b> to \"see\" you");
		PlaywrightBrowser.takeScreenshot(ada, room);
		bob.locator("header .brand").click();
		assertThat(ada.locator("#log .notice").last()).hasText("Bob left");
		assertThat(ada.locator("#people-count")).hasText("1");
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void roomsAreSeparate() {
		Page ada = join("one", "Ada", "WebSocket");
		Page bob = join("two", "Bob", "WebSocket");
		say(ada, "in one");
		say(bob, "in two");
		assertThat(bob.locator("#log .text")).hasText("in two");
		assertThat(bob.locator("#people-count")).hasText("1");
		bob.getByLabel("Room").fill("one");
		PlaywrightBrowser.press(bob, "Go");
		assertThat(bob.locator("#log .text")).hasText("in one");
	}

	@Test
	void namesAndRoomsAreChecked() {
		Page page = this.browser.open(address("names"));
		new ConnectionBar(page).awaitConnected("WebSocket");
		page.getByLabel("Your name").fill("<script>");
		PlaywrightBrowser.press(page, "Join");
		assertThat(page.locator("#name-error")).containsText("1 to 24 letters");
		assertThat(page.locator("#people-count")).hasText("0");
		page.navigate(address("No%20Room!"));
		new ConnectionBar(page).awaitState("Disconnected");
		new ConnectionBar(page).awaitNote("A room's name has");
	}

	@Test
	void reconnectsAndRejoinsUnderItsName() {
		Page ada = join("again", "Ada", "WebSocket");
		Page bob = join("again", "Bob", "WebSocket");
		PlaywrightBrowser.press(ada, "Offline for 5 s");
		assertThat(bob.locator("#people")).not().containsText("Ada");
		say(bob, "Where is she?");
		new ConnectionBar(ada).awaitNote("Resumed:");
		assertThat(ada.locator("#log .text")).hasText("Where is she?");
		say(ada, "Here.");
		assertThat(bob.locator("#log .text").last()).hasText("Here.");
		assertThat(bob.locator("#people")).containsText("Ada");
		PlaywrightBrowser.takeScreenshot(ada, "chat-resumed");
	}

	@Test
	void fitsAPhoneWithDarkColors() {
		join("phone", "Bob", "WebSocket");
		Page page = this.browser.openOnPhone(address("phone"));
		page.getByLabel("Your name").fill("Ada Lovelace");
		PlaywrightBrowser.press(page, "Join");
		say(page, "a-long-word-".repeat(40));
		say(page, "Fine.");
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
		PlaywrightBrowser.takeScreenshot(page, "chat-phone");
	}

	private Page join(String room, String name, String transport) {
		Page page = this.browser.open(address(room));
		new ConnectionBar(page).choose(transport);
		page.getByLabel("Your name").fill(name);
		PlaywrightBrowser.press(page, "Join");
		assertThat(page.locator("#people")).containsText(name + " (you)");
		return page;
	}

	private static void say(Page page, String text) {
		assertThat(page.locator("#say")).isEnabled();
		page.getByLabel("Message").fill(text);
		page.getByLabel("Message").press("Enter");
		assertThat(page.locator("#log .own .text").last()).hasText(text);
	}

	private String address(String room) {
		return "http://localhost:%d/chat.html?room=%s".formatted(this.port, room);
	}

}
