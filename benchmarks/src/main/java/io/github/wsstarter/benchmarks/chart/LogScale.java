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

package io.github.wsstarter.benchmarks.chart;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Places values on a logarithmic axis.
 *
 * @param low the smallest value, the power of a base
 * @param high the largest value
 * @param base the base of the powers at which the axis is marked
 * @author The ws-starter authors
 */
record LogScale(double low, double high, double base) {

	/**
	 * Return the smallest scale that contains some values and ends at whole powers.
	 * @param values the values
	 * @param base the base of the powers at which the axis is marked
	 * @return the scale
	 */
	static LogScale of(Collection<Double> values, double base) {
		double[] positive = values.stream().mapToDouble(Double::doubleValue).filter((value) -> value > 0).toArray();
		double min = IntStream.range(0, positive.length).mapToDouble((i) -> positive[i]).min().orElse(1);
		double max = IntStream.range(0, positive.length).mapToDouble((i) -> positive[i]).max().orElse(1);
		double low = Math.floor(log(min, base) + 1e-9);
		double high = Math.max(Math.ceil(log(max, base) - 1e-9), low + 1);
		return new LogScale(Math.pow(base, low), Math.pow(base, high), base);
	}

	private static double log(double value, double base) {
		return Math.log(value) / Math.log(base);
	}

	/**
	 * Return the position of a value.
	 * @param value the value
	 * @return its position, from 0 for the smallest to 1 for the largest
	 */
	double position(double value) {
		double position = (Math.log(value) - Math.log(this.low)) / (Math.log(this.high) - Math.log(this.low));
		return Math.min(Math.max(position, 0), 1);
	}

	/**
	 * Return the values to mark.
	 * @return the values, ascending
	 */
	double[] marks() {
		int first = (int) Math.rint(log(this.low, this.base));
		int last = (int) Math.rint(log(this.high, this.base));
		return IntStream.rangeClosed(first, last).mapToDouble((power) -> Math.pow(this.base, power)).toArray();
	}

	/**
	 * Return a value as text.
	 * @param value the value
	 * @return the text, rounded
	 */
	static String format(double value) {
		if (value >= 100) {
			return String.format(Locale.ROOT, "%,.0f", value);
		}
		String text = String.format(Locale.ROOT, (value >= 10) ? "%.1f" : "%.2f", value);
		return text.replaceAll("\\.?0+$", "");
	}

}
