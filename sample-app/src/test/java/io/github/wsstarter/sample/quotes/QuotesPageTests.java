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

package io.github.wsstarter.sample.quotes;

import java.util.Locale;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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
 * Tests for the quotes page.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class QuotesPageTests {

	/**
	 * Measures the longest time in ms without an animation frame within three seconds.
	 */
	private static final String LONGEST_GAP = """
			new Promise((resolve) => {
				const start = performance.now();
				let last = start;
				let longest = 0;
				requestAnimationFrame(function frame(now) {
					longest = Math.max(longest, now - last);
					last = now;
					if (now - start < 3000) {
						requestAnimationFrame(frame);
					}
					else {
						resolve(longest);
					}
				});
			})""";

	/** Counts the lines of the chart by their colors. */
	private static final String LINES = """
			(() => {
				const canvas = document.getElementById('chart');
				const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
				const seen = new Set();
				for (let i = 0; i < data.length; i += 4) {
					seen.add((data[i] << 16) + (data[i + 1] << 8) + data[i + 2]);
				}
				const style = getComputedStyle(document.documentElement);
				return [1, 2, 3, 4, 5, 6].map((hue) => style.getPropertyValue(`--series-${hue}`).trim())
					.filter((color) => seen.has(parseInt(color.slice(1), 16)))
					.length;
			})()""";

	/**
	 * Return the time that the thread of the page has run, independently of the load of
	 * the machine.
	 */
	private static final JsonObject TIME_DOMAIN = JsonParser.parseString("{\"timeDomain\":\"threadTicks\"}")
		.getAsJsonObject();

	@RegisterExtension
	private final PlaywrightBrowser browser = new PlaywrightBrowser();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "WebSocket", "SSE" })
	void showsAllPricesAsTheyMoveWithoutAFreeze(String transport) {
		Page page = this.browser.open(address());
		new ConnectionBar(page).choose(transport);
		assertThat(page.locator("#symbols button[aria-pressed=true]")).hasCount(6);
		PlaywrightBrowser.awaitNumber(page.locator("#rate"), 30, 100);
		Object first = image(page);
		CDPSession session = page.context().newCDPSession(page);
		session.send("Performance.enable", TIME_DOMAIN);
		double busyBefore = busy(session);
		double gap = ((Number) page.evaluate(LONGEST_GAP)).doubleValue();
		assertThat(busy(session) - busyBefore).as("processor time of the page in three seconds, in s")
			.isBetween(0.01, 1.5);
		assertThat(gap).as("longest time without a frame, in ms").isLessThan(1000);
		assertThat(image(page)).isNotEqualTo(first);
		PlaywrightBrowser.awaitNumber(page.locator("#rate"), 30, 100);
		PlaywrightBrowser.awaitNumber(page.locator("#frames"), 5, 100);
		PlaywrightBrowser.takeScreenshot(page, "quotes-" + transport.toLowerCase(Locale.ROOT));
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void showsOnlyTheChosenSymbols() {
		Page page = this.browser.open(address());
		new ConnectionBar(page).awaitConnected("WebSocket");
		PlaywrightBrowser.awaitNumber(updates(page, "NZD"), 3, 1000);
		page.waitForCondition(() -> lines(page) == 6);
		for (String symbol : new String[] { "EUR", "GBP", "CHF", "AUD", "CAD" }) {
			PlaywrightBrowser.press(page, symbol);
		}
		assertThat(page.locator("#symbols button[aria-pressed=true]")).hasText("NZD");
		PlaywrightBrowser.awaitNumber(page.locator("#rate"), 1, 15);
		assertThat(updates(page, "NZD")).not().hasText(updates(page, "NZD").textContent());
		page.waitForCondition(() -> lines(page) == 1);
		String updates = updates(page, "EUR").textContent();
		PlaywrightBrowser.press(page, "EUR");
		assertThat(updates(page, "EUR")).not().hasText(updates);
	}

	@Test
	void fitsAPhoneWithDarkColors() {
		Page page = this.browser.openOnPhone(address());
		new ConnectionBar(page).awaitConnected("WebSocket");
		PlaywrightBrowser.awaitNumber(updates(page, "NZD"), 20, 1000);
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
		PlaywrightBrowser.takeScreenshot(page, "quotes-phone");
		assertThat(this.browser.errors()).isEmpty();
	}

	private String address() {
		return "http://localhost:" + this.port + "/quotes.html";
	}

	private static Locator updates(Page page, String symbol) {
		return page.locator("#prices tr[data-symbol=%s] .updates".formatted(symbol));
	}

	private static double busy(CDPSession session) {
		return session.send("Performance.getMetrics")
			.getAsJsonArray("metrics")
			.asList()
			.stream()
			.map(JsonElement::getAsJsonObject)
			.filter((metric) -> metric.get("name").getAsString().equals("TaskDuration"))
			.mapToDouble((metric) -> metric.get("value").getAsDouble())
			.findFirst()
			.orElseThrow();
	}

	private static Object image(Page page) {
		return page.evaluate("document.getElementById('chart').toDataURL()");
	}

	private static int lines(Page page) {
		return (Integer) page.evaluate(LINES);
	}

}
