/** The chart of the quotes. It draws at most once per frame of the browser, and drops points that have left the chart. */

const WINDOW = 30000;

const MIN_FRAME = 30;

/** The maximum number of points of a line, also while the page is hidden. */
const MAX_POINTS = 6000;

const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const secondsAgo = (value) => (value === 0) ? 'now' : `${value / 1000} s`;

export function createChart(canvas) {
	const series = new Map();
	let latest = 0;
	let drawn = 0;
	let drawnAt = 0;
	let scheduled = false;

	const chart = new Chart(canvas, {
		type: 'line',
		data: { datasets: [] },
		options: {
			animation: false,
			events: [],
			maintainAspectRatio: false,
			normalized: true,
			parsing: false,
			elements: { point: { radius: 0 }, line: { borderWidth: 2, borderJoinStyle: 'round' } },
			plugins: { legend: { display: false }, tooltip: { enabled: false } },
			scales: {
				x: { type: 'linear', min: -WINDOW, max: 0, grid: { display: false },
					ticks: { stepSize: 10000, maxRotation: 0, callback: secondsAgo } },
				y: { position: 'right', ticks: { callback: (value) => `${(value > 0) ? '+' : ''}${value.toFixed(2)} %` } },
			},
		},
	});

	function color() {
		const { x, y } = chart.options.scales;
		x.ticks.color = style('--soft');
		y.ticks.color = style('--soft');
		x.border = { color: style('--line-strong') };
		y.border = { display: false };
		y.grid = { color: style('--line') };
		for (const { dataset, hue } of series.values()) {
			dataset.borderColor = style(hue);
		}
		schedule();
	}

	/** Points have absolute times. On the chart, x is relative to the latest point. */
	function place({ points, dataset }) {
		const first = points.findIndex(({ time }) => time >= latest - WINDOW);
		points.splice(0, (first === -1) ? points.length : Math.max(0, first - 1));
		points.forEach((point) => {
			point.x = point.time - latest;
		});
		dataset.data = points;
	}

	function draw(now) {
		if (now - drawnAt < MIN_FRAME) {
			requestAnimationFrame(draw);
			return;
		}
		scheduled = false;
		drawnAt = now;
		drawn += 1;
		series.forEach(place);
		chart.update('none');
	}

	function schedule() {
		if (!scheduled) {
			scheduled = true;
			requestAnimationFrame(draw);
		}
	}

	matchMedia('(prefers-color-scheme: dark)').addEventListener('change', color);
	color();

	return {
		/** The number of times the chart was drawn. */
		get drawn() {
			return drawn;
		},

		/** Shows a line, or replaces it by an empty line. `hue` is the name of a custom property. */
		show(name, hue) {
			series.set(name, { points: [], hue, dataset: { data: [], borderColor: style(hue) } });
			this.redraw();
		},

		hide(name) {
			series.delete(name);
			this.redraw();
		},

		add(name, time, y) {
			const { points } = series.get(name);
			points.push({ time, x: 0, y });
			latest = Math.max(latest, time);
			if (points.length > MAX_POINTS) {
				points.splice(0, MAX_POINTS / 2);
			}
			schedule();
		},

		redraw() {
			chart.data.datasets = [...series.values()].map(({ dataset }) => dataset);
			schedule();
		},
	};
}
