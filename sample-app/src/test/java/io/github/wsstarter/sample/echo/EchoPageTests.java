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

package io.github.wsstarter.sample.echo;

import java.util.Locale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.wsstarter.sample.ConnectionBar;
import io.github.wsstarter.sample.PlaywrightBrowser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the echo page.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class EchoPageTests {

	@RegisterExtension
	private final PlaywrightBrowser browser = new PlaywrightBrowser();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "WebSocket", "SSE" })
	void sendsTextAndBytesAndShowsTheReplies(String transport) {
		Page page = this.browser.open(address());
		new ConnectionBar(page).choose(transport);
		page.getByLabel("Text").fill("Grüße, 世界 👋");
		PlaywrightBrowser.press(page, "Send");
		assertThat(rows(page, "sent", "text")).containsText("Grüße, 世界 👋");
		assertThat(rows(page, "received", "text")).containsText("Grüße, 世界 👋");
		assertThat(rows(page, "received", "text")).containsText("20 B");
		assertThat(page.locator("#round-trip")).containsText("ms");
		page.getByLabel("Bytes").fill("00 ff 7f 80");
		PlaywrightBrowser.press(page, "Send bytes");
		assertThat(rows(page, "received", "binary")).containsText("00 ff 7f 80");
		assertThat(rows(page, "received", "binary")).containsText("4 B");
		page.locator("#file")
			.setInputFiles(new FilePayload("hello.bin", "application/octet-stream", new byte[] { 1, 2, 3 }));
		PlaywrightBrowser.press(page, "Send bytes");
		assertThat(rows(page, "received", "binary").last()).containsText("01 02 03");
		assertThat(rows(page, "received", "binary").last().locator(".trip")).containsText("ms");
		assertThat(page.locator("#sent")).hasText("3");
		assertThat(page.locator("#received")).hasText("3");
		assertThat(new ConnectionBar(page).part("trip")).containsText("ms");
		PlaywrightBrowser.takeScreenshot(page, "echo-" + transport.toLowerCase(Locale.ROOT));
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void sendsWithTheEnterKey() {
		Page page = this.browser.open(address());
		new ConnectionBar(page).awaitConnected("WebSocket");
		page.getByLabel("Text").focus();
		page.keyboard().type("one");
		page.keyboard().press("Shift+Enter");
		page.keyboard().type("two");
		page.keyboard().press("Enter");
		assertThat(rows(page, "received", "text").locator(".content")).hasText("one\ntwo");
		assertThat(page.getByLabel("Text")).hasValue("");
	}

	@Test
	void showsMarkupAsText() {
		String markup = "<img src=x onerror=\"document.title='broken'\"><b>bold</b>";
		Page page = this.browser.open(address());
		page.getByLabel("Text").fill(markup);
		PlaywrightBrowser.press(page, "Send");
		assertThat(rows(page, "received", "text")).containsText(markup);
		assertThat(page.locator("#log img, #log b")).hasCount(0);
		assertThat(page).hasTitle("Echo · ws-starter");
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void showsErrorsOfTheInput() {
		Page page = this.browser.open(address());
		page.getByLabel("Bytes").fill("4x");
		PlaywrightBrowser.press(page, "Send bytes");
		assertThat(page.locator("#hex-error")).containsText("hexadecimal");
		assertThat(rows(page, "sent", "binary")).hasCount(0);
	}

	@Test
	void tooLargeMessageDisconnectsUntilTheUserReconnects() {
		Page page = this.browser.open(address());
		ConnectionBar bar = new ConnectionBar(page);
		bar.awaitConnected("WebSocket");
		page.locator("#file")
			.setInputFiles(new FilePayload("large.bin", "application/octet-stream", new byte[128 * 1024]));
		PlaywrightBrowser.press(page, "Send bytes");
		bar.awaitState("Disconnected");
		bar.awaitNote("1009");
		PlaywrightBrowser.press(page, "Connect");
		bar.awaitConnected("WebSocket");
	}

	@Test
	void fitsAPhoneWithDarkColors() {
		Page page = this.browser.openOnPhone(address());
		new ConnectionBar(page).awaitConnected("WebSocket");
		page.getByLabel("Text").fill("a-long-word-".repeat(40));
		PlaywrightBrowser.press(page, "Send");
		assertThat(rows(page, "received", "text")).isVisible();
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
		PlaywrightBrowser.takeScreenshot(page, "echo-phone");
		assertThat(this.browser.errors()).isEmpty();
	}

	private String address() {
		return "http://localhost:" + this.port + "/echo.html";
	}

	private static Locator rows(Page page, String direction, String kind) {
		return page.locator("#log li[data-direction=%s][data-kind=%s]".formatted(direction, kind));
	}

}
