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

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.wsstarter.test.TestProxy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the pages behind a proxy that blocks WebSocket connections.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FallbackPageTests {

	@RegisterExtension
	private final PlaywrightBrowser browser = new PlaywrightBrowser();

	@LocalServerPort
	private int port;

	@Test
	void quotesComeByServerSentEvents() {
		try (TestProxy proxy = TestProxy.start(this.port).refuseUpgrades()) {
			Page page = this.browser.open("http://localhost:" + proxy.port() + "/" + "quotes.html");
			new ConnectionBar(page).awaitConnected("SSE");
			assertThat(proxy.refused()).isPositive();
			PlaywrightBrowser.awaitNumber(page.locator("#rate"), 20, 100);
			PlaywrightBrowser.takeScreenshot(page, "quotes-fallback");
		}
	}

	@Test
	void echoGoesBothWays() {
		try (TestProxy proxy = TestProxy.start(this.port).refuseUpgrades()) {
			Page page = this.browser.open("http://localhost:" + proxy.port() + "/" + "echo.html");
			new ConnectionBar(page).awaitConnected("SSE");
			page.getByLabel("Text").fill("all the same");
			PlaywrightBrowser.press(page, "Send");
			assertThat(page.locator("#log [data-direction=received]")).containsText("all the same");
		}
	}

	@Test
	void pageThatAllowsOnlyWebSocketIsNotConnected() {
		try (TestProxy proxy = TestProxy.start(this.port).refuseUpgrades()) {
			Page page = this.browser.open("http://localhost:" + proxy.port() + "/" + "echo.html");
			ConnectionBar bar = new ConnectionBar(page);
			bar.awaitConnected("SSE");
			page.getByLabel("WebSocket", new Page.GetByLabelOptions().setExact(true)).check();
			bar.awaitState("Reconnecting…");
			bar.choose("SSE");
		}
	}

}
